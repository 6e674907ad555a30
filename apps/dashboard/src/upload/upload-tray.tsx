import { Link } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import { bytes, percent, timeLeft } from '../format.js';
import { announce } from '../parts/announcer.js';
import { Icon } from '../parts/icon.js';
import { FailureNote } from '../parts/problem-note.js';
import { type UploadItem, uploads } from './uploads.js';

export const useUploads = () => useSyncExternalStore(uploads.subscribe, uploads.items);

function progressWords({ state, bytes: all, sent, bytesPerSecond }: UploadItem): string {
  const parts = [`${bytes(sent)} of ${bytes(all)}`];
  if (state === 'paused') parts.push('paused');
  if (state === 'sending' && bytesPerSecond) {
    parts.push(`${bytes(bytesPerSecond)}/s`, timeLeft(((all - sent) / bytesPerSecond) * 1000));
  }
  return parts.join(' · ');
}

function UploadButtons({ item }: { item: UploadItem }) {
  const { id, state, filename } = item;
  return (
    <div className="row">
      {state === 'sending' && (
        <button type="button" className="button small" onClick={() => uploads.pause(id)}>
          <Icon name="pause" /> Pause
        </button>
      )}
      {(state === 'paused' || state === 'failed') && (
        <button type="button" className="button small" onClick={() => uploads.resume(id)}>
          <Icon name="play" /> Go on
        </button>
      )}
      {state === 'done' ? (
        <button type="button" className="button small plain" onClick={() => uploads.dismiss(id)}>
          Dismiss<span className="visually-hidden"> {filename}</span>
        </button>
      ) : (
        <button type="button" className="button small plain" onClick={() => uploads.cancel(id)}>
          Cancel<span className="visually-hidden"> {filename}</span>
        </button>
      )}
    </div>
  );
}

function UploadRow({ item }: { item: UploadItem }) {
  const { state, filename, speaker, episodeId, problem } = item;
  const waits = state === 'done' && episodeId === null && item.set !== null;
  useEffect(() => {
    if (state === 'done')
      announce(
        `${filename} is uploaded. ${waits ? 'It waits for the others.' : 'Its episode is being made.'}`,
      );
    if (state === 'failed') announce(`The upload of ${filename} stopped.`);
  }, [state, filename, waits]);
  return (
    <li className="upload">
      <span className="name">
        {filename}
        {speaker && <span className="quiet"> · {speaker}</span>}
      </span>
      {state === 'done' ? (
        <span className="row small">
          <Icon name="check" />{' '}
          {waits ? 'Uploaded; it waits for the other files of its episode.' : 'Uploaded.'}
          {episodeId && (
            <Link to="/episodes/$episodeId/progress" params={{ episodeId }}>
              Watch it being made
            </Link>
          )}
        </span>
      ) : (
        <>
          <progress
            className="progress"
            aria-label={`Upload of ${filename}`}
            max={1}
            value={item.bytes ? item.sent / item.bytes : 0}
          >
            {percent(item.bytes ? item.sent / item.bytes : 0)}
          </progress>
          <span className="small quiet figures">{progressWords(item)}</span>
        </>
      )}
      {problem && (
        <FailureNote failureClass={problem.failureClass} cause={problem.detail} remedy={problem.remedy} />
      )}
      <UploadButtons item={item} />
    </li>
  );
}

/** Every upload of this page, wherever the person goes in the meantime. */
export function UploadTray() {
  const items = useUploads();
  const isSending = items.some(({ state }) => state === 'sending');
  useEffect(() => {
    if (!isSending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isSending]);
  if (items.length === 0) return null;
  return (
    <aside className="upload-tray" aria-label="Uploads">
      <h2>Uploads</h2>
      <ul>
        {items.map((item) => (
          <UploadRow key={item.id} item={item} />
        ))}
      </ul>
    </aside>
  );
}
