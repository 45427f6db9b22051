import { type ChangeCourse, type CourseChanged, type CourseDeps, changeCourse } from './change-course.ts';

/** It ends: whoever it has not reached is left out, and is written down as such. It cannot be taken up again. */
export function cancelBroadcast(deps: CourseDeps, wanted: ChangeCourse): Promise<CourseChanged> {
  return changeCourse(deps, wanted, 'cancel', () => Promise.resolve('cancelled'));
}
