/** The parts of `viber-bot` that are used; the package has no types. */

declare module 'viber-bot/lib/message/text-message.js' {
  /** A text as Viber's REST API takes it. */
  class TextMessage {
    constructor(
      text: string,
      optionalKeyboard: object | null,
      optionalTrackingData: object | null,
      timestamp: number | null,
      token: string | null,
      minApiVersion?: number,
    );
    readonly text: string;
    readonly keyboard: object | null;
    readonly minApiVersion: number | undefined;
    toJson(): { readonly type: string; readonly text: string };
  }
  export = TextMessage;
}

declare module 'viber-bot/lib/message/picture-message.js' {
  /** A picture as Viber's REST API takes it. */
  class PictureMessage {
    constructor(
      url: string,
      optionalText: string | null,
      optionalThumbnail: string | null,
      optionalKeyboard: object | null,
      optionalTrackingData: object | null,
      timestamp: number | null,
      token: string | null,
      minApiVersion?: number,
    );
    readonly keyboard: object | null;
    readonly minApiVersion: number | undefined;
    toJson(): { readonly type: string; readonly text: string | null; readonly media: string };
  }
  export = PictureMessage;
}
