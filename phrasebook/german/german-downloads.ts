export const phase = {
  starting: 'Wird vorbereitet',
  probing: 'Video wird geprüft',
  downloading: 'Wird heruntergeladen',
  'post-processing': 'Bild und Ton werden zusammengefügt',
  finalizing: 'Wird geprüft und in die Mediathek gelegt',
} as const;

export const preset = {
  best: 'Beste',
  good: 'Gut',
  small: 'Klein',
} as const;

export const presetMeaning = {
  best: 'So scharf wie möglich, eine große Datei',
  good: 'Scharf genug für den Fernseher, eine mittelgroße Datei',
  small: 'Reicht fürs Handy, eine kleine Datei',
} as const;

export const kind = {
  video: 'Video',
  audio: 'Nur Ton',
} as const;

export const failure = {
  network: 'Die Internetverbindung ist zu oft abgerissen. Prüf sie und versuch es dann noch einmal.',
  timeout: 'Die Seite hat zu lange nicht geantwortet. Vielleicht ist viel los: Versuch es später noch einmal.',
  stalled: 'Der Download ist immer wieder stehen geblieben. Was schon da ist, bleibt und wird beim nächsten Versuch fortgesetzt.',
  deadline:
    'Der Download lief stundenlang, ohne fertig zu werden. Was schon da ist, bleibt und wird beim nächsten Versuch fortgesetzt.',
  'rate-limited': 'Der Seite ging es zu schnell. Warte ein wenig und versuch es dann noch einmal.',
  'bot-check': 'Die Seite prüft gerade, ob ein Mensch anfragt. Versuch es später noch einmal, oft klappt es dann.',
  'not-found': 'Dieses Video gibt es nicht mehr. Vielleicht hat es jemand gelöscht.',
  private: 'Dieses Video ist privat. Nur wer eingeladen ist, kann es ansehen.',
  'geo-blocked': 'Die Seite zeigt dieses Video in deinem Land nicht.',
  'age-restricted': 'Die Seite zeigt dieses Video nur, wenn man angemeldet und alt genug ist.',
  drm: 'Dieses Video ist kopiergeschützt und lässt sich nicht speichern.',
  unsupported: 'Homereel hat auf dieser Seite kein Video gefunden.',
  'live-not-started': 'Diese Livesendung hat noch nicht begonnen. Versuch es noch einmal, wenn sie läuft.',
  'no-permission': 'Homereel darf nicht in den Ordner der Mediathek schreiben. Sieh in den Einstellungen nach.',
  'too-large': 'Dieses Video ist größer als der Datenträger, auf dem die Mediathek liegt.',
  'tool-missing': 'Ein Programm, das Homereel braucht, fehlt. Unter Haushalt steht, welches es ist und wie du es bekommst.',
  'tool-too-old': 'Das Programm zum Herunterladen ist für diese Seite zu alt. Unter Haushalt steht, wie du es aktualisierst.',
  'format-missing': 'Die Seite bietet dieses Video nicht in der gewählten Qualität an.',
  corrupt: 'Die Datei ist beschädigt angekommen und liegt darum nicht in der Mediathek. Versuch es noch einmal.',
  'address-refused':
    'Der Link führt zu einem Gerät in deinem Heimnetz. Solche Links sind zur Sicherheit gesperrt; in den Einstellungen lassen sie sich erlauben.',
  internal: 'In Homereel ist etwas schiefgegangen. Versuch es noch einmal; mehr steht unter „Was ist passiert?“.',
} as const;

export const waiting = {
  network: 'Die Verbindung ist abgerissen.',
  timeout: 'Die Seite hat nicht geantwortet.',
  stalled: 'Der Download ist stehen geblieben.',
  deadline: 'Es hat zu lange gedauert.',
  'rate-limited': 'Der Seite ging es zu schnell.',
  'bot-check': 'Die Seite möchte eine Pause.',
  'not-found': 'Das Video war nicht da.',
  private: 'Das Video ist privat.',
  'geo-blocked': 'In deinem Land nicht zu sehen.',
  'age-restricted': 'Nur für angemeldete Erwachsene.',
  drm: 'Das Video ist kopiergeschützt.',
  unsupported: 'Dort war kein Video zu finden.',
  'live-not-started': 'Die Livesendung hat noch nicht begonnen.',
  'no-permission': 'In den Ordner der Mediathek ließ sich nicht schreiben.',
  'too-large': 'Größer als der Datenträger.',
  'tool-missing': 'Ein benötigtes Programm fehlt.',
  'tool-too-old': 'Das Programm zum Herunterladen ist zu alt.',
  'format-missing': 'Diese Qualität gab es nicht.',
  corrupt: 'Die Datei ist beschädigt angekommen.',
  'address-refused': 'Diese Adresse ist nicht erlaubt.',
  internal: 'Etwas ist schiefgegangen.',
} as const;

export const hold = {
  'library-missing': 'Der Ordner der Mediathek ist nicht da. Ist das Laufwerk angeschlossen?',
  'library-not-writable': 'Homereel darf nicht in den Ordner der Mediathek schreiben.',
  'disk-full': 'Warten auf freien Speicherplatz.',
  'tool-missing': 'Ein Programm, das Homereel braucht, fehlt.',
  'tool-too-old': 'Ein Programm, das Homereel braucht, ist zu alt.',
  'tool-silent': 'Ein Programm, das Homereel braucht, antwortet nicht.',
  offline: 'Keine Internetverbindung. Alles wartet.',
  'download-hours': 'Warten auf die Download-Zeiten.',
} as const;

export const goesOn = {
  allAtTime: 'Die Downloads gehen {time} weiter.',
  allByThemselves: 'Die Downloads gehen von selbst weiter.',
  atTime: 'Weiter geht es {time}.',
  byItself: 'Es geht von selbst weiter.',
  anyMoment: 'Gleich kommt der nächste Versuch.',
  in: 'Nächster Versuch in {countdown}.',
} as const;

export const cancelled = {
  forOneButOthers:
    'Für {name} abgebrochen. {count, plural, one {{others} möchte} other {{others} möchten}} es noch, darum läuft es weiter.',
  forOneButSomeone: 'Für {name} abgebrochen. Für jemand anderen läuft es weiter.',
  removed: 'Aus der Mediathek entfernt.',
  removedForOne: 'Für {name} entfernt. {count, plural, one {{others} hat} other {{others} haben}} es noch.',
  removedVideos: '{count, plural, one {# Video} other {# Videos}} entfernt.',
  stopped: 'Abgebrochen. Was schon heruntergeladen ist, bleibt erhalten.',
  videos: '{count, plural, one {# Video} other {# Videos}} abgebrochen.',
  videosAllKept:
    '{count, plural, one {# Video abgebrochen. Jemand anderes möchte es noch, darum läuft es weiter} other {# Videos abgebrochen. Jemand anderes möchte sie noch, darum laufen sie weiter}}.',
  videosSomeKept:
    '{count, plural, one {# Video} other {# Videos}} abgebrochen. {kept, number} davon laufen weiter, weil jemand anderes sie möchte.',
  you: 'dich',
} as const;

export const error = {
  'invalid-request': 'Da hat etwas nicht gestimmt. Prüf deine Eingabe und versuch es noch einmal.',
  forbidden: 'Das geht hier nicht. Frag jemand Erwachsenes oder wechsle die Person.',
  'not-found': 'Das gibt es nicht mehr. Die Liste aktualisiert sich von selbst.',
  conflict: 'Inzwischen hat sich etwas geändert. Sieh nach und versuch es dann noch einmal.',
  'wrong-pin': 'Diese PIN stimmt nicht. Versuch es noch einmal.',
  'wrong-code': 'Was du eingegeben hast, stimmt nicht. Prüf jedes Zeichen und versuch es noch einmal.',
  'pin-needed': 'Dafür ist deine PIN nötig. Versuch es noch einmal und gib sie ein.',
  'locked-out': 'Zu viele falsche PINs. Warte einen Moment.',
  'last-adult': 'Ein Haushalt braucht mindestens einen Erwachsenen. Füge zuerst jemanden hinzu.',
  'invalid-url': 'Das ist kein Link zu einer Webseite. Kopiere den Link des Videos und füge ihn hier ein.',
  'private-address':
    'Dieser Link führt zu einem Gerät in deinem Heimnetz. Solche Links sind zur Sicherheit gesperrt; in den Einstellungen lassen sie sich erlauben.',
  unsupported: 'Auf dieser Seite war kein Video zu finden. Versuch es mit der Seite des Videos selbst.',
  unreachable: 'Die Seite war nicht zu erreichen. Prüf die Internetverbindung und versuch es noch einmal.',
  'approval-needed': 'Erst muss jemand Erwachsenes Ja sagen. Dein Wunsch ist abgeschickt.',
  'quota-exceeded': 'Dein Speicherplatz ist voll. Entferne zuerst etwas, das du schon gesehen hast.',
  'limit-reached': 'Mehr kann Homereel nicht aufnehmen. Entferne zuerst etwas.',
  'tool-missing': 'Ein Programm, das Homereel braucht, fehlt. Unter Haushalt, Zustand steht, wie du es installierst.',
  'no-space': 'Auf dem Datenträger ist nicht genug Platz. Entferne zuerst etwas aus der Mediathek.',
  'read-only': 'Das lässt sich gerade nicht ändern, weil der Datenträger oder der Ordner schreibgeschützt ist.',
  internal: 'In Homereel ist etwas schiefgegangen. Versuch es gleich noch einmal.',
} as const;

export const lockedOut = {
  minutes: 'Zu viele falsche PINs. Versuch es in {count, plural, one {# Minute} other {# Minuten}} noch einmal.',
  seconds: 'Zu viele falsche PINs. Versuch es in {count, plural, one {# Sekunde} other {# Sekunden}} noch einmal.',
} as const;
