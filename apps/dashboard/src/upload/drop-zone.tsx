import { useEffect, useState } from 'react';
import { Icon } from '../parts/icon.js';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files dropped anywhere on the page, and says so while they hover. `target` names where they will go. */
export function DropZone({ target, onFiles }: { target: string; onFiles: (files: File[]) => void }) {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHovering(true);
    };
    // Leaving for an inner element also fires: only leaving the window counts.
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHovering(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [onFiles]);
  if (!hovering) return null;
  return (
    <div className="drop-veil" aria-hidden="true">
      <div>
        <Icon name="upload" />
        Drop to make an episode of {target}
      </div>
    </div>
  );
}
