import { dismissToast, useAnnouncement, useToasts } from '../../store/window/messages.ts';
import { Toasts } from '../../ui/overlays/toasts.tsx';

/** Shows the window's short messages. */
export function MessageHost() {
  return <Toasts toasts={useToasts()} announcement={useAnnouncement()} onDismiss={dismissToast} />;
}
