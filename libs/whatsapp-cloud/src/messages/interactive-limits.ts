/**
 * Meta's message reference, "interactive" and its kinds (facts: cloud-api.md B3). All lengths are UTF-16 code units.
 * `...Characters` count the letters of one text, the others the entries of a list.
 */
export const INTERACTIVE_LIMITS = {
  /** "Common": header of type text */
  headerCharacters: 60,
  /** "Common" */
  footerCharacters: 60,
  /** "button", "cta_url", "location_request_message", "carousel" */
  bodyCharacters: 1024,
  /** "list" */
  listBodyCharacters: 4096,
  /** Kinds for which Meta gives no limit get the widest one of any kind. */
  otherBodyCharacters: 4096,

  /** "button" */
  buttons: 3,
  buttonIdCharacters: 256,
  buttonTitleCharacters: 20,

  /** "list": the button that opens it */
  listButtonCharacters: 20,
  listSections: 10,
  /** of all sections together */
  listRows: 10,
  sectionTitleCharacters: 24,
  rowIdCharacters: 200,
  rowTitleCharacters: 24,
  rowDescriptionCharacters: 72,

  /** "cta_url" */
  displayTextCharacters: 20,

  /** "product_list" */
  productSections: 10,
  /** of all sections together */
  products: 30,

  /** "carousel" */
  cardsAtLeast: 2,
  cards: 10,
  lastCardIndex: 9,
  cardBodyCharacters: 160,
  cardBodyLineBreaks: 2,
} as const;
