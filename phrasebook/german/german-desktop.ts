export const notice = {
  answeredNo: '{name} hat zu „{title}“ Nein gesagt.',
  answeredYes: '{name} hat zu „{title}“ Ja gesagt.',
  asksForOne: '{name} wünscht sich „{title}“.',
  asksForSeveral: '{name} wünscht sich {count, plural, one {# Video} other {# Videos}}.',
  changes:
    '{count, plural, one {# Änderung} other {# Änderungen}} an Personen und Einstellungen, seit du zuletzt hier warst. Unter „Was passiert ist“ stehen alle.',
  childWithoutYourPin:
    'Jetzt gibt es ein Kind im Haushalt. Du hast keine PIN. Ein Kind kann dich auswählen und alles tun, was Erwachsene dürfen.',
  crashed:
    'In Homereel ist ein unerwarteter Fehler aufgetreten, und es hat sich beendet ({when}). Nichts ist verloren: Die Downloads gehen weiter, wo sie aufgehört haben. Einzelheiten stehen im Protokoll: „{file}“.',
  didNotWork: 'Das hat nicht geklappt',
  downloadNeedsYou: 'Ein Download braucht dich',
  downloadsWait: '{why} Die Downloads warten und gehen von selbst weiter.',
  full: 'Dein Speicherplatz ist voll: {used} von {quota}.',
  grownUpIsAsked: '{why} Jemand Erwachsenes ist gefragt.',
  leadsElsewhere: 'Der Link von „{before}“ führt jetzt zu einem anderen Video: „{title}“.',
  loginItem: 'Homereel konnte nicht ändern, ob es beim Anmelden startet. Prüf die Berechtigungen von „{folder}“.',
  nearlyFull: 'Dein Speicherplatz ist fast voll: {used} von {quota}.',
  oldYtDlp:
    'yt-dlp, das Programm zum Herunterladen, ist mehr als 90 Tage alt. Seiten ändern sich, und Sicherheitslücken werden gefunden.',
  readyToWatch: 'Bereit zum Anschauen',
  settingsUnreadable:
    'Deine Einstellungen ließen sich nicht lesen, darum gelten die Standardwerte. Die alte Datei liegt als „{file}“ daneben.',
  settingsUnreadableInPlace:
    'Deine Einstellungen ließen sich nicht lesen, darum gelten die Standardwerte. Die alte Datei ließ sich nicht beiseitelegen; prüf die Berechtigungen ihres Ordners.',
  settingUnusable: 'Eine gespeicherte Einstellung ließ sich nicht verwenden, darum gilt der Standardwert: {setting}.',
  someoneAsks: 'Jemand wünscht sich ein Video. Jemand Erwachsenes kann es erlauben.',
  wentThrough: 'Du darfst „{title}“ haben. Es ist unterwegs.',
  wrongRecoveryCodes:
    'Für dich {count, plural, one {wurde # falscher Ersatzcode} other {wurden # falsche Ersatzcodes}} eingegeben, seit du zuletzt hier warst.',
  wrongPins:
    'Für dich {count, plural, one {wurde # falsche PIN} other {wurden # falsche PINs}} eingegeben, seit du zuletzt hier warst.',
} as const;

export const noticeAction = {
  'open-queue': 'Anzeigen',
  'open-health': 'Zustand öffnen',
  'open-requests': 'Entscheiden',
  'open-storage': 'Platz schaffen',
  'open-people': 'PIN festlegen',
} as const;

export const settingName = {
  libraryFolder: 'Ordner der Mediathek',
  parallelDownloads: 'gleichzeitige Downloads',
  parallelPerProfile: 'gleichzeitige Downloads pro Person',
  bandwidthLimitBytesPerSecond: 'Höchsttempo',
  allowPrivateAddresses: 'Adressen im Heimnetz',
  idleLockMinutes: 'Zeit bis zum Sperren',
  defaultPreset: 'Qualität',
  downloadHours: 'Download-Zeiten',
  theme: 'Farbschema',
  startAtLogin: 'Start beim Anmelden',
  quietHours: 'Ruhezeiten',
  offerCopiedLinks: 'kopierte Links anbieten',
} as const;

export const tray = {
  allow: 'Erlauben',
  andMore: 'und {count, number} weitere',
  cancel: 'Abbrechen',
  cancelled: '{title}: abgebrochen',
  decline: 'Ablehnen',
  forOthers: '{count, plural, one {# Download} other {# Downloads}} für andere zu Hause',
  nothingDownloading: 'Gerade wird nichts heruntergeladen',
  nothingInQueue: 'nichts in der Warteschlange',
  of: '{name}: {what}',
  open: 'Homereel öffnen',
  pause: 'Anhalten',
  pauseAll: 'Alle anhalten',
  quit: 'Beenden',
  requestsForYou: '{count, plural, one {# Wunsch wartet} other {# Wünsche warten}} auf dich',
  requestsWaiting: '{count, plural, one {# Wunsch wartet} other {# Wünsche warten}} auf einen Erwachsenen',
  resume: 'Fortsetzen',
  resumeAll: 'Alle fortsetzen',
  running: '{count, plural, one {# Download läuft} other {# Downloads laufen}}',
  runningAndWaiting: '{running, number} laufend, {waiting, number} wartend',
  runningOnly: '{count, number} laufend',
  tooltip: 'Homereel: {what}',
  tooltipAt: 'Homereel: {what}, {percent, number} %',
  tooltipYoursAt: 'Homereel: {what}, deine {percent, number} %',
  tryAgain: 'Noch einmal versuchen',
  waitingOnly: '{count, number} wartend',
} as const;

export const trayState = {
  cancelling: 'wird gestoppt',
  failed: 'hat nicht geklappt',
  paused: 'angehalten',
  waiting: 'wartet',
  waitingToTry: 'wird von selbst noch einmal versucht',
  starting: 'beginnt',
  probing: 'liest die Seite',
  downloading: 'wird heruntergeladen',
  'post-processing': 'fügt Bild und Ton zusammen',
  finalizing: 'kommt in die Mediathek',
} as const;

export const desktop = {
  allow: 'Erlauben',
  allowHomeNetwork: 'Adressen im Heimnetz erlauben?',
  allowHomeNetworkHint:
    'Danach kann ein Link aus dem Internet Homereel dazu bringen, deinen Router, Drucker oder deine Kameras anzusprechen.',
  findInLibrary: 'In der Mediathek suchen',
  keepItOff: 'Ausgeschaltet lassen',
  keepVideosHere: 'Videos hier aufbewahren',
  settings: 'Einstellungen …',
  view: 'Ansicht',
  whereToKeep: 'Wo sollen die Videos liegen?',
} as const;

export const menu = {
  about: 'Über Homereel',
  close: 'Schließen',
  copy: 'Kopieren',
  cut: 'Ausschneiden',
  delete: 'Löschen',
  editMenu: 'Bearbeiten',
  fileMenu: 'Datei',
  front: 'Alle nach vorne bringen',
  hide: 'Homereel ausblenden',
  hideOthers: 'Andere ausblenden',
  minimize: 'Minimieren',
  paste: 'Einfügen',
  quit: 'Beenden',
  redo: 'Wiederholen',
  resetZoom: 'Originalgröße',
  selectAll: 'Alles auswählen',
  services: 'Dienste',
  togglefullscreen: 'Vollbild',
  undo: 'Rückgängig',
  unhide: 'Alle einblenden',
  windowMenu: 'Fenster',
  zoom: 'Zoomen',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
} as const;
