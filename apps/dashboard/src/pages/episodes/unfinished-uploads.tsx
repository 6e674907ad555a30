import { useQuery, useQueryClient } from '@tanstack/react-query';
import { bytes, percent } from '../../format.js';
import { Icon } from '../../parts/icon.js';
import { FileButton } from '../../upload/file-button.js';
import { findUnfinished, forget } from '../../upload/unfinished.js';
import { useUploads } from '../../upload/upload-tray.js';

/** Uploads that a reload or a closed tab broke off. A browser may not open the file again by itself: the person does. */
export function UnfinishedUploads({ onFiles }: { onFiles: (files: File[]) => void }) {
  const client = useQueryClient();
  const running = useUploads().length;
  const { data = [] } = useQuery({ queryKey: ['unfinished', running], queryFn: findUnfinished });
  if (running > 0 || data.length === 0) return null;
  const drop = async (key: string) => {
    await forget(key);
    client.invalidateQueries({ queryKey: ['unfinished'] });
  };
  return (
    <section className="stack-tight" aria-label="Unfinished uploads">
      {data.map(({ key, filename, bytes: all, sent }) => (
        <div className="note attention" key={key}>
          <Icon name="upload" />
          <div className="stack-tight">
            <p>
              <strong>{filename}</strong> stopped at {percent(sent / all)} ({bytes(sent)} of {bytes(all)}).
              Choose the same file again and it goes on from there.
            </p>
            <div className="row">
              <FileButton className="button small" onFiles={onFiles}>
                Choose {filename}
              </FileButton>
              <button type="button" className="button small plain" onClick={() => drop(key)}>
                Forget it
              </button>
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}
