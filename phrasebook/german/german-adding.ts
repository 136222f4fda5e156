export const paste = {
  addVideo: 'Video hinzufügen',
  added: 'Steht jetzt in deiner Warteschlange.',
  addedVideos: '{count, plural, one {# Video steht} other {# Videos stehen}} jetzt in deiner Warteschlange.',
  alreadyInLibrary: 'Schon in der Mediathek, du kannst es gleich ansehen.',
  askAnyway: 'Trotzdem jemand Erwachsenes fragen',
  askForIt: 'Wünschen',
  clear: 'Leeren',
  clearLink: 'Link löschen',
  dropToAdd: 'Loslassen zum Hinzufügen',
  getIt: 'Herunterladen',
  joined: 'Jemand zu Hause lädt es schon herunter. Du bekommst es auch.',
  pasteFirst: 'Füge zuerst den Link eines Videos ein oder tippe ihn.',
  pasteLink: 'Link einfügen',
  requestSent: 'Abgeschickt. Jemand Erwachsenes antwortet dir.',
  requestsSent: '{count, plural, one {# Wunsch} other {# Wünsche}} abgeschickt. Jemand Erwachsenes antwortet dir.',
} as const;

export const copiedLink = {
  addIt: 'Den kopierten Link hinzufügen?',
  announcement: 'Du hast einen Link kopiert. Oben auf der Seite kannst du ihn hinzufügen.',
  askForIt: 'Dir den kopierten Link wünschen?',
  name: 'Der kopierte Link',
} as const;

export const preview = {
  alreadyInLibrary: 'Schon in der Mediathek.',
  areDownloading: '{names} laden es gerade herunter. Ihr bekommt es alle.',
  areWaiting: '{names} warten schon darauf. Ihr bekommt es alle.',
  askFirst: 'Erst muss jemand Erwachsenes Ja sagen.',
  checking: 'Der Link wird geprüft … Du kannst ihn gleich hinzufügen.',
  detailsLater: 'Mehr ist zu sehen, sobald der Download beginnt.',
  isDownloading: '{names} lädt es gerade herunter. Ihr bekommt es beide.',
  isWaiting: '{names} wartet schon darauf. Ihr bekommt es beide.',
  playlist: 'Eine Playlist. Such dir aus, welche Videos du möchtest.',
  quality: 'Qualität',
  someone: 'Jemand zu Hause',
  videoOrAudio: 'Video oder Ton',
  whatWasFound: 'Das wurde gefunden',
} as const;

export const subtitles = {
  all: 'Alle verfügbaren',
  name: 'Untertitel',
  none: 'Keine',
} as const;

export const space = {
  full: 'Deine {quota} sind voll.',
  free: '{size} frei.',
  freeButTooBig: 'Zu groß: etwa {needed}, aber nur {size} frei.',
  freeEnough: 'Braucht etwa {needed}; {size} frei.',
  left: 'Noch {size} von deinen {quota}.',
  leftButTooBig: 'Zu groß: etwa {needed}, aber nur noch {size} von deinen {quota}.',
  leftEnough: 'Braucht etwa {needed}; noch {size} von deinen {quota}.',
} as const;

export const choice = {
  adding: 'Wird hinzugefügt',
  addedOf: '{done, number} von {total, number} hinzugefügt …',
  askForVideos: '{count, plural, one {# Video} other {# Videos}} wünschen',
  choose: 'Such dir die Videos aus, die du möchtest.',
  failedBefore: 'hat schon einmal nicht geklappt',
  filter: 'Filtern',
  filterList: 'Liste filtern',
  firstOf: 'Die ersten {count, number} von {all}',
  getVideos: '{count, plural, one {# Video} other {# Videos}} herunterladen',
  inLibrary: 'in der Mediathek',
  noMatches: 'Keine Treffer.',
  onItsWay: 'unterwegs',
  onlyNew: 'Nur neue Videos',
  selectAll: 'Alle auswählen',
  selectAllShown: 'Alle {count, number} angezeigten auswählen',
  stop: 'Stopp',
} as const;

export const quota = {
  enough: 'Das macht {size} frei, das reicht.',
  explanation: '{used} von {quota} sind belegt. Schaff etwas Platz und versuch es dann noch einmal.',
  freeing: 'Platz wird geschaffen …',
  full: 'Dein Speicherplatz ist voll',
  more: 'Mach noch {size} frei.',
  nothingToFree:
    'Unter deinen Videos ist keines, das du gesehen hast und das sonst niemand möchte. Entferne etwas aus der Mediathek oder bitte um mehr Platz.',
  putBackForAWhile: 'Du kannst sie noch eine Weile aus dem Papierkorb zurückholen.',
  removeAndGet: '{count, plural, one {# Video} other {# Videos}} entfernen und herunterladen',
  used: 'Dein belegter Platz',
  watchedByYou: 'Diese Videos hast du gesehen, und sonst möchte sie niemand:',
} as const;
