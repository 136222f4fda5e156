/** One step from schema version `version - 1` to `version`; runs inside one transaction with the version's own update. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
