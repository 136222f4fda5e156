import { createContext, useContext } from 'react';

/**
 * The element that menus are put into: the page, dialog or player around their button. So they stay inside a landmark,
 * inside a dialog's focus, and visible when the player fills the screen. Null means the document's body.
 */
const Layer = createContext<HTMLElement | null>(null);

export const LayerProvider = Layer.Provider;
export const useLayer = (): HTMLElement | null => useContext(Layer);
