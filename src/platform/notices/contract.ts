export interface NoticeRow {
  readonly noticeId: number;
  readonly sentence: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly madeAt: string;
  readonly readAt: string | null;
}

export interface NoticePage {
  readonly rows: readonly NoticeRow[];
  readonly next: string | null;
}
