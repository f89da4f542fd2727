/** A file to import: the reader of the disk, or of the page, is another's matter. */
export interface RuleFile {
  /** As it is shown beside a problem: `00-default/games.rules`. */
  readonly name: string;
  readonly text: string;
}
