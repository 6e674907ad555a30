/** Line drawings on a 24 grid, stroked in the text's colour. */
const drawings = {
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  back: 'M11 7 5.5 12 11 17M18.5 7 13 12l5.5 5',
  forward: 'M13 7l5.5 5-5.5 5M5.5 7 11 12l-5.5 5',
  upload: 'M12 16V5M7.5 9 12 4.5 16.5 9M5 15.5v3a1.5 1.5 0 0 0 1.5 1.5h11a1.5 1.5 0 0 0 1.5-1.5v-3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  undo: 'M8.5 5 4.5 9l4 4M5 9h9a5 5 0 0 1 0 10h-3',
  scissors:
    'M8.2 8.2 20 17M8.2 15.8 20 7M6 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M6 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  bell: 'M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10.5 20.5h3',
  bubble:
    'M5 6.5A1.5 1.5 0 0 1 6.5 5h11A1.5 1.5 0 0 1 19 6.5v8a1.5 1.5 0 0 1-1.5 1.5H11l-4 3.5V16h-.5A1.5 1.5 0 0 1 5 14.5z',
  bookmark: 'M7 4.5h10v15l-5-4-5 4z',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5 20 20',
  gear: 'M5 7.5h8M17 7.5h2M5 16.5h2M11 16.5h8M15 9.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4M9 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  key: 'M14.5 14a5 5 0 1 0-4.6-3L4 17v3h3l1-2h2l1.5-2.5M15.5 8.5v.01',
  mic: 'M12 14.5a3 3 0 0 0 3-3v-4a3 3 0 0 0-6 0v4a3 3 0 0 0 3 3M6 11.5a6 6 0 0 0 12 0M12 17.5V21',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  link: 'M10 14l4-4M8.5 11.5 6 14a3 3 0 0 0 4.2 4.2l2.5-2.5M15.5 12.5 18 10a3 3 0 0 0-4.2-4.2l-2.5 2.5',
  warning: 'M12 4.5 3.5 19.5h17zM12 10v4.5M12 17v.01',
  info: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16M12 11.5V16M12 8.2v.01',
  clock: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16M12 7.5V12l3 2',
  trash: 'M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13',
  plus: 'M12 5v14M5 12h14',
  out: 'M14 5H6v14h8M11 12h9M16.5 8.5 20 12l-3.5 3.5',
  retry: 'M19 12a7 7 0 1 1-2-4.9M19.5 4v4.5H15',
  ear: 'M8 15.5c0 2.5 1 4 3 4 3 0 2-3 4-4.5 1.8-1.3 3-2.8 3-5.5a6 6 0 0 0-12 0M9.5 9.5a2.5 2.5 0 0 1 5 0c0 2-2.5 2-2.5 4',
  broadcast: 'M12 12v8M12 12v.01M8.5 15a5 5 0 1 1 7 0M6 18a9 9 0 1 1 12 0',
} as const;

export type IconName = keyof typeof drawings;

/** A picture beside words; it says nothing by itself, so assistive technology skips it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill={name === 'play' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
