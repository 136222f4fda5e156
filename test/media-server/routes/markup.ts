/** Makes a text safe inside HTML and XML, in attributes too. Control characters stay as they are: hostile titles need them. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
