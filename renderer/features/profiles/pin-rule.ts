/** What a PIN is; the main process checks the same. */
export const PIN_PATTERN = /^\d{4,12}$/;
export const PIN_RULE = 'A PIN is 4 to 12 digits.';
