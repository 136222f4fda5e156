/** Tells in SQL whether somebody wants the video of a row. The statement around it names its table `videos`. */
export const IS_WANTED = 'EXISTS (SELECT 1 FROM active_references a WHERE a.video_id = videos.id)';

/** Tells in SQL whether somebody wants it and has not paused it. */
export const IS_RUNNABLE = 'EXISTS (SELECT 1 FROM unpaused_references a WHERE a.video_id = videos.id)';
