import { dependencyFailure } from '#contracts';

/** One class: its number, its AudioSet id, and its name, in quotes where it has a comma. */
const row = /^(\d+),[^,]+,(?:"([^"]+)"|([^,"]+))$/;

/**
 * Names of a tagger's classes, in the order of its scores.
 * @param text a table `index,mid,display_name`, as YAMNet's yamnet_class_map.csv
 * @throws Failure `dependency` that names the first line which is no class, or out of order
 */
export function readClassMap(text: string): string[] {
  const [, ...lines] = text.trimEnd().split(/\r?\n/);
  return lines.map((line, n) => {
    const [, index, quoted, plain] = row.exec(line) ?? [];
    const name = quoted ?? plain;
    if (name !== undefined && Number(index) === n) return name;
    throw dependencyFailure(
      `Line ${n + 2} of the tagger's class map is not class ${n}: ${line.slice(0, 80)}`,
      'Fetch it again with npx showrunner models pull yamnet.',
    );
  });
}
