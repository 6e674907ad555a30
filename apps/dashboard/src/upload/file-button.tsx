import { type ReactNode, useId } from 'react';

/** What ingest can read; the server decides by the content, not the name. */
export const acceptedFiles =
  'audio/*,video/mp4,video/quicktime,video/webm,.mp3,.m4a,.aac,.wav,.flac,.ogg,.opus,.webm,.mp4,.mov,.vtt,.srt';

/** A real file input that looks like a button. */
export function FileButton(props: {
  className?: string;
  accept?: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <span className="file-button">
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={props.accept ?? acceptedFiles}
        multiple={props.multiple}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) props.onFiles(files);
        }}
      />
      <label htmlFor={id} className={props.className ?? 'button primary'}>
        {props.children}
      </label>
    </span>
  );
}
