/** The parts of the Bot API's objects that the stand-in speaks: https://core.telegram.org/bots/api#available-types */
export interface ApiUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface ApiChat {
  readonly id: number;
  readonly type: 'private' | 'group';
  readonly title?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly username?: string;
}

export interface ApiEntity {
  readonly type: 'bot_command';
  readonly offset: number;
  readonly length: number;
}

export interface ApiPhotoSize {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly width: number;
  readonly height: number;
  readonly file_size?: number;
}

export interface ApiFileRef {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size?: number;
}

export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export interface InlineMarkup {
  readonly inline_keyboard: readonly (readonly InlineButton[])[];
}

export interface ReplyButton {
  readonly text: string;
  readonly request_contact?: boolean;
  readonly request_location?: boolean;
}

export interface ApiContact {
  readonly phone_number: string;
  readonly first_name: string;
  readonly last_name?: string;
  readonly user_id?: number;
}

/** What a message holds besides who sent it where and when. */
export interface MessageContent {
  readonly text?: string;
  readonly entities?: readonly ApiEntity[];
  readonly caption?: string;
  readonly photo?: readonly ApiPhotoSize[];
  readonly document?: ApiFileRef & { readonly file_name?: string; readonly mime_type?: string };
  readonly contact?: ApiContact;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly sticker?: ApiFileRef & {
    readonly type: 'regular';
    readonly width: number;
    readonly height: number;
    readonly is_animated: boolean;
    readonly is_video: boolean;
    readonly emoji: string;
  };
  readonly voice?: ApiFileRef & { readonly duration: number; readonly mime_type: string };
  readonly video?: ApiFileRef & { readonly width: number; readonly height: number; readonly duration: number };
  readonly media_group_id?: string;
  readonly reply_markup?: InlineMarkup;
}

export interface ApiMessage extends MessageContent {
  readonly message_id: number;
  readonly from: ApiUser;
  readonly chat: ApiChat;
  /** Seconds. */
  readonly date: number;
  readonly edit_date?: number;
}
