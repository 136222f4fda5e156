import type { MediaServer } from '../../test/media-server/index.ts';
import type { Report } from '../demo/report.ts';
import type { PackedAppPlaces } from './packed-app.ts';
import type { TrayPanel } from './tray-panel.ts';
import type { XScreen } from './x-screen.ts';

/** What a walk through the packed app has at hand. */
export interface SmokeStage {
  readonly places: PackedAppPlaces;
  readonly server: MediaServer;
  readonly panel: TrayPanel;
  readonly screen: XScreen;
  readonly report: Report;
}
