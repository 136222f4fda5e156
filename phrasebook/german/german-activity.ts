export const activity = {
  copied: 'Kopiert',
  copyReport: 'Bericht kopieren',
  nothingHappened: 'Noch ist nichts passiert.',
  nothingYet: 'Noch nichts.',
  report: 'Bericht',
  showReport: 'Bericht anzeigen',
  whatHappened: 'Was ist passiert?',
} as const;

export const event = {
  triggered: '{who} hat es hinzugefügt.',
  joined: '{who} möchte es auch.',
  dropped: '{who} möchte es nicht mehr.',
  droppedButWanted: '{who} möchte es nicht mehr, {others} aber schon.',
  cancelled: '{who} hat es abgebrochen, und sonst wollte es niemand.',
  resumed: '{who} hat es nach dem Abbrechen fortgesetzt.',
  paused: '{who} hat es angehalten.',
  pausedSeveral: '{who} hat {count, plural, one {# Download} other {# Downloads}} angehalten.',
  unpaused: '{who} hat es fortgesetzt.',
  unpausedSeveral: '{who} hat {count, plural, one {# Download} other {# Downloads}} fortgesetzt.',
  started: 'Der Download hat begonnen.',
  startedAgain: 'Der Download hat begonnen, Versuch {attempt, number}.',
  stopping: 'Der Download wird gestoppt.',
  stalled: 'Der Download ist stehen geblieben. Homereel hat ihn gestoppt und versucht es noch einmal.',
  deadline: 'Der Download lief stundenlang, ohne fertig zu werden. Homereel hat ihn gestoppt.',
  unproven: 'Der gestoppte Download läuft vielleicht noch. Homereel behält ihn im Auge.',
  'retry-planned': '{cause} Homereel versucht es noch einmal.',
  retried: '{cause} Homereel hat es noch einmal versucht.',
  failed: '{cause} Homereel hat aufgegeben.',
  finished: 'Jetzt ist es in der Mediathek.',
  finishedWithSize: 'Jetzt ist es in der Mediathek ({size}).',
  healed: 'Etwas war nicht zu Ende gebracht. Homereel hat es repariert.',
  'cool-down': '{site} hat um eine Pause gebeten, darum warten die Videos von dort.',
  'cool-down-over': '{site} funktioniert wieder.',
  'hold-began': 'Die Downloads haben gewartet. {cause}',
  'hold-ended': 'Die Downloads sind weitergegangen.',
  'space-held': 'Der Datenträger ist fast voll, darum warten die Downloads.',
  'space-released': 'Es ist wieder Platz, darum gehen die Downloads weiter.',
  'library-gone': 'Der Ordner der Mediathek war nicht da, darum warten die Downloads.',
  'library-back': 'Die Mediathek ist wieder da, darum gehen die Downloads weiter.',
  trashed: '{who} hat es aus der Mediathek entfernt.',
  restored: '{who} hat es zurückgeholt.',
  purged: 'Die Dateien wurden endgültig gelöscht.',
  asked: '{who} hat sich „{title}“ gewünscht.',
  'request-allowed': '{who} hat {child} „{title}“ erlaubt.',
  'request-refused': '{who} hat {child} „{title}“ nicht erlaubt.',
  'wrong-pins': 'Für {who} {count, plural, one {wurde # falsche PIN} other {wurden # falsche PINs}} eingegeben.',
  'wrong-recovery-codes':
    'Für {who} {count, plural, one {wurde # falscher Ersatzcode} other {wurden # falsche Ersatzcodes}} eingegeben.',
  'told-of-changes': '{who} hat erfahren, was inzwischen geschehen ist.',
  'partials-dropped': 'Was schon heruntergeladen war, ließ sich nicht mehr verwenden und wurde gelöscht.',
} as const;

export const unnamed = {
  aChild: 'einem Kind',
  aVideo: 'ein Video',
  didNotWork: 'Es hat nicht geklappt.',
  somebody: 'Jemand',
  theSite: 'Die Seite',
} as const;

export const change = {
  'person-added': '{by} hat {name} hinzugefügt.',
  'person-removed': '{by} hat {name} entfernt.',
  'role-changed-adult': '{by} hat {name} als erwachsen eingetragen.',
  'role-changed-child': '{by} hat {name} als Kind eingetragen.',
  'limits-changed': '{by} hat die Grenzen von {name} geändert.',
  'pin-set': '{by} hat für {name} eine neue PIN festgelegt.',
  'pin-removed': '{by} hat die PIN von {name} entfernt.',
  'pin-recovered': '{by} hat für {name} mit dem Ersatzcode eine neue PIN festgelegt.',
  'home-network-allowed': '{by} hat Links ins Heimnetz erlaubt.',
  'library-folder-changed': '{by} hat einen anderen Ordner für die Mediathek gewählt.',
  'pin-removal-planned':
    '{by} möchte die PIN von {name} entfernen. Das passiert in einem Tag, wenn {name} sie vorher nicht eingibt.',
  'demotion-planned':
    '{by} möchte {name} zum Kind machen. Das passiert in einem Tag, wenn {name} die eigene PIN vorher nicht eingibt.',
  'plan-taken-back': '{by} hat zurückgenommen, was für {name} geplant war. PIN und Rolle bleiben.',
  'plan-stopped': '{by} hat aufgehalten, was für {name} geplant war.',
  'idle-lock-later': '{by} lässt Homereel länger offen, wenn niemand da ist.',
} as const;

export const ownChange = {
  'person-added': '{name} ist eingezogen.',
  'person-removed': '{name} ist ausgezogen.',
  'role-changed-adult': '{name} gilt ab jetzt als erwachsen.',
  'role-changed-child': '{name} gilt ab jetzt als Kind.',
  'limits-changed': '{name} hat die eigenen Grenzen geändert.',
  'pin-set': '{name} hat eine neue PIN festgelegt.',
  'pin-removed': '{name} hat keine PIN mehr.',
  'pin-recovered': '{name} hat mit dem Ersatzcode eine neue PIN festgelegt.',
  'pin-removal-planned':
    'Jemand möchte die PIN von {name} entfernen. Das passiert in einem Tag, wenn {name} sie vorher nicht eingibt.',
  'demotion-planned':
    'Jemand möchte {name} zum Kind machen. Das passiert in einem Tag, wenn {name} die eigene PIN vorher nicht eingibt.',
  'plan-taken-back': 'Was für {name} geplant war, ist zurückgenommen. PIN und Rolle bleiben.',
  'plan-stopped': '{name} ist gekommen, also bleiben PIN und Rolle von {name}.',
} as const;
