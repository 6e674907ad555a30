import { useQuery, useQueryClient } from '@tanstack/react-query';
import { bytes, count, percent } from '../../format.js';
import { Icon } from '../../parts/icon.js';
import { FileButton } from '../../upload/file-button.js';
import { findUnfinished, forget, type Unfinished } from '../../upload/unfinished.js';
import { useUploads } from '../../upload/upload-tray.js';
import { uploads } from '../../upload/uploads.js';

function WhatIsMissing({ upload: { filename, bytes: all, sent, missing } }: { upload: Unfinished }) {
  if (sent === all)
    return (
      <p>
        <strong>{filename}</strong> is uploaded and waits for {count(missing, 'other file')} of its episode.
      </p>
    );
  return (
    <p>
      <strong>{filename}</strong> stopped at {percent(sent / all)} ({bytes(sent)} of {bytes(all)}). Choose the
      same file again and it goes on from there.
    </p>
  );
}

/** Uploads that a reload or a closed tab broke off. A browser may not open the file again by itself: the person does. */
export function UnfinishedUploads({ showId }: { showId: string }) {
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
      {data.map((upload) => (
        <div className="note attention" key={upload.key}>
          <Icon name="upload" />
          <div className="stack-tight">
            <WhatIsMissing upload={upload} />
            <div className="row">
              {upload.sent < upload.bytes && (
                <FileButton
                  className="button small"
                  onFiles={([file]) => file && uploads.start(file, showId, upload.part)}
                >
                  Choose {upload.filename}
                </FileButton>
              )}
              <button type="button" className="button small plain" onClick={() => drop(upload.key)}>
                Forget it<span className="visually-hidden">: {upload.filename}</span>
              </button>
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}
