/**
 * Knows under which ids a person and what is kept on the person stand in the
 * log. It reads where the log's readers must not, and gives ids only.
 */
export interface PersonTrail {
  /**
   * Ids of the persons with the number in a kommun, earlier ones included.
   *
   * @throws BadInputError when the text is no number.
   */
  personIds(kommunCode: string, personnummer: string): Promise<readonly string[]>;

  /** The person's id and the ids of its cases, decisions and whatever hangs on them. */
  idsOf(kommunCode: string, personId: string): Promise<readonly string[]>;
}
