import { type ChangeCourse, type CourseChanged, type CourseDeps, changeCourse } from './change-course.ts';

/** Nothing more of it is sent from within a second on; what is on its way arrives. */
export function pauseBroadcast(deps: CourseDeps, wanted: ChangeCourse): Promise<CourseChanged> {
  return changeCourse(deps, wanted, 'pause', () => Promise.resolve('paused'));
}
