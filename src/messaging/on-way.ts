/** A message that was let go, to whoever keeps the pace. */
export interface OnWay {
  /** To be told as soon as the messenger has answered, whatever it said, or has not answered in time. */
  answered(): void;
}
