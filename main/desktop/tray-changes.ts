import { type TrayEntry, type TrayState, trayModel, trayTooltip } from './tray-model.ts';

/** The desktop's tray, as far as this module sets it. `profileId`: whom the menu was made for. */
export interface TrayFace {
  showMenu(entries: readonly TrayEntry[], profileId: string | undefined): void;
  showTooltip(text: string): void;
}

/** Passes on only what has changed as text: setting the same menu again would close it under the pointer. */
export function createTrayChanges(face: TrayFace): (state: TrayState) => void {
  let shownMenu = '';
  let shownTooltip = '';
  return (state) => {
    const model = trayModel(state);
    const profileId = state.profile?.id;
    const menu = JSON.stringify([profileId, model]);
    if (menu !== shownMenu) {
      shownMenu = menu;
      face.showMenu(model, profileId);
    }
    const tooltip = trayTooltip(state);
    if (tooltip !== shownTooltip) {
      shownTooltip = tooltip;
      face.showTooltip(tooltip);
    }
  };
}
