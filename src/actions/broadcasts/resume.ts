import { resumedState } from '../../storage/broadcasts.ts';
import { type ChangeCourse, type CourseChanged, type CourseDeps, changeCourse } from './change-course.ts';

/** It goes on where it was. */
export function resumeBroadcast(deps: CourseDeps, wanted: ChangeCourse): Promise<CourseChanged> {
  return changeCourse(deps, wanted, 'resume', (q) => resumedState(q, wanted.id));
}
