/**
 * SQL that is true while anybody's active reference asks for the video of a row. The statement around it reads or changes the
 * table `videos` under that name.
 */
export const IS_WANTED = 'EXISTS (SELECT 1 FROM active_references a WHERE a.video_id = videos.id)';

/** The same, but true only while at least one of these people has not paused it. */
export const IS_RUNNABLE = 'EXISTS (SELECT 1 FROM unpaused_references a WHERE a.video_id = videos.id)';
