import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { Announcer } from '../parts/announcer.js';
import { DropZone } from '../upload/drop-zone.js';
import { handIn } from '../upload/hand-in.js';
import { SeveralFiles } from '../upload/several-files.js';
import { UploadTray } from '../upload/upload-tray.js';
import { useCurrentShow } from './current-show.js';
import { TopBar } from './top-bar.js';

/** After a change of page, puts the keyboard and the screen reader at its start. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const earlier = useRef(pathname);
  useEffect(() => {
    if (earlier.current === pathname) return;
    earlier.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

/** The frame around every page behind the sign-in. */
export function Shell() {
  const show = useCurrentShow();
  const navigate = useNavigate();
  const main = useFocusOnNavigation();
  const take = useCallback(
    (files: File[]) => {
      if (!show) return;
      handIn.take(files, show.id);
      navigate({ to: '/shows/$showId', params: { showId: show.id } });
    },
    [show, navigate],
  );
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <TopBar show={show} />
      <main id="main" ref={main} tabIndex={-1} className="page">
        <Outlet />
      </main>
      {show && <DropZone target={show.title} onFiles={take} />}
      <SeveralFiles />
      <UploadTray />
      <Announcer />
    </div>
  );
}
