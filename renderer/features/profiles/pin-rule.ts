/** What a PIN is; the main process checks the same. */
export const PIN_PATTERN = /^\d{4,12}$/;
