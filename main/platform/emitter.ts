/** Announces facts: `Events` maps each event name to its payload type. */
export interface Emitter<Events extends object> {
  /** Adds a listener; the returned function removes it. A listener added twice is called twice. */
  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  /** Calls the listeners of the moment in the order they were added; never throws. */
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void;
}

export interface EmitterOptions {
  /** Told of each error that a listener throws; without it the error becomes a process warning. */
  readonly onError?: (error: unknown, eventName: string) => void;
}

interface Registration {
  readonly listener: (payload: never) => void;
  active: boolean;
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}

/** Creates a typed emitter in which one listener's error stops neither the other listeners nor the caller. */
export function createEmitter<Events extends object>(options: EmitterOptions = {}): Emitter<Events> {
  const onError = options.onError ?? warn;
  const registrations = new Map<keyof Events, Registration[]>();

  return {
    on(name, listener) {
      const registration: Registration = { listener, active: true };
      registrations.set(name, [...(registrations.get(name) ?? []), registration]);
      return () => {
        registration.active = false;
        const rest = (registrations.get(name) ?? []).filter((other) => other !== registration);
        if (rest.length > 0) registrations.set(name, rest);
        else registrations.delete(name);
      };
    },
    emit(name, payload) {
      for (const registration of registrations.get(name) ?? []) {
        if (!registration.active) continue;
        try {
          (registration.listener as (payload: Events[typeof name]) => void)(payload);
        } catch (error) {
          onError(error, String(name));
        }
      }
    },
  };
}
