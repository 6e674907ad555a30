import { useEffect, useRef, useState } from 'react';
import WaveSurfer from 'wavesurfer.js';
import RegionsPlugin from 'wavesurfer.js/plugins/regions';
import type { CutView, PassageView, Span } from '#contracts';
import { fate, kindWords } from '../parts/cut-words.js';
import { alsoIn, passageName } from '../parts/passage-words.js';
import type { TimeMap } from './player.js';
import { usePlayer } from './player-context.js';
import { isInEffect } from './timeline.js';

const heightPx = 84;
/** How wavesurfer names a region that was dragged; cuts and passages have ids of their own. */
const draggedPrefix = 'region-';

/** Colours come from the style sheet; a canvas needs them resolved. */
function resolveColour(element: HTMLElement, name: string): string {
  element.style.color = `var(${name})`;
  const { color } = getComputedStyle(element);
  element.style.color = '';
  return color;
}

/** Changes when the system goes from light to dark or back, so that the canvas is drawn anew. */
function useDarkness(): boolean {
  const [query] = useState(() => matchMedia('(prefers-color-scheme: dark)'));
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const change = () => setDark(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, [query]);
  return isDark;
}

interface Props {
  /** 0 to 255, over the whole of what is drawn. */
  peaks: readonly number[];
  durationMs: number;
  /** From source time to the drawn time and back. */
  map: TimeMap;
  /** Drawn over the wave where they lie; empty for the published version, which no longer has them. */
  cuts: readonly CutView[];
  /** A band under the wave where earlier episodes sound the same. */
  passages: readonly PassageView[];
  pixelsPerSecond: number;
  onCut: (cutId: string) => void;
  /** A stretch of source time that was dragged over. */
  onMark: (span: Span) => void;
}

interface Drawing {
  wave: WaveSurfer;
  regions: RegionsPlugin;
}

function draw(container: HTMLElement, peaks: readonly number[], durationMs: number): Drawing {
  const regions = RegionsPlugin.create();
  const wave = WaveSurfer.create({
    container,
    peaks: [peaks.map((peak) => peak / 255)],
    duration: durationMs / 1000,
    height: heightPx,
    normalize: true,
    barWidth: 2,
    barGap: 1,
    barRadius: 2,
    cursorWidth: 2,
    waveColor: resolveColour(container, '--wave'),
    progressColor: resolveColour(container, '--wave-played'),
    cursorColor: resolveColour(container, '--ink'),
    plugins: [regions],
  });
  return { wave, regions };
}

function drawPassages(regions: RegionsPlugin, passages: readonly PassageView[]): void {
  for (const passage of passages) {
    const { element } = regions.addRegion({
      id: `passage-${passage.startMs}`,
      start: passage.startMs / 1000,
      end: passage.endMs / 1000,
      color: 'transparent',
      drag: false,
      resize: false,
    });
    element?.setAttribute('part', 'region passage');
    element?.setAttribute('title', `${passageName(passage)}, ${alsoIn(passage)}`);
  }
}

function drawCuts(regions: RegionsPlugin, cuts: readonly CutView[]): void {
  for (const cut of cuts) {
    const { element } = regions.addRegion({
      id: cut.id,
      start: cut.startMs / 1000,
      end: cut.endMs / 1000,
      color: isInEffect(cut) ? `var(--${cut.kind}-region)` : 'transparent',
      drag: false,
      resize: false,
    });
    element?.setAttribute('part', `region ${cut.state}`);
    element?.setAttribute('title', `${kindWords[cut.kind].name}, ${cut.sub}: ${fate(cut)}`);
  }
}

/**
 * The drawn audio: the server's peaks, so that the browser never decodes the file. It only shows; the player owns the
 * sound, and the position slider beside it is what keyboards and screen readers use.
 */
export function Waveform({ peaks, durationMs, map, cuts, passages, pixelsPerSecond, onCut, onMark }: Props) {
  const player = usePlayer();
  const isDark = useDarkness();
  const frame = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: isDark changes what the colours resolve to
  useEffect(() => {
    if (!frame.current) return;
    const made = draw(frame.current, peaks, durationMs);
    const stop = made.wave.once('ready', () => setDrawing(made));
    return () => {
      stop();
      setDrawing(null);
      made.wave.destroy();
    };
  }, [peaks, durationMs, isDark]);

  useEffect(() => {
    if (!drawing) return;
    const follow = () => drawing.wave.setTime(map.toAudio(player.timeMs()) / 1000);
    follow();
    const stops = [
      player.subscribe(follow),
      drawing.wave.on('interaction', (seconds) => player.seek(map.toSource(seconds * 1000))),
      drawing.regions.on('region-clicked', ({ id }) => cuts.some((cut) => cut.id === id) && onCut(id)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [drawing, player, map, cuts, onCut]);

  useEffect(() => {
    if (!drawing) return;
    drawing.regions.clearRegions();
    drawPassages(drawing.regions, passages);
    drawCuts(drawing.regions, cuts);
  }, [drawing, cuts, passages]);
  useEffect(() => {
    if (!drawing) return;
    const { regions } = drawing;
    const stops = [
      regions.enableDragSelection({ color: 'var(--accent-wash)' }),
      regions.on('region-created', (region) => {
        if (!region.id.startsWith(draggedPrefix)) return;
        region.remove();
        onMark({ startMs: map.toSource(region.start * 1000), endMs: map.toSource(region.end * 1000) });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [drawing, map, onMark]);
  useEffect(() => drawing?.wave.zoom(pixelsPerSecond), [drawing, pixelsPerSecond]);

  return <div ref={frame} className="waveform" aria-hidden="true" />;
}
