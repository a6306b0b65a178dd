/** Where a matter stands. Each state is entered by one verb and leaves an entry in the log. */
export type MatterState = 'draft' | 'in_review' | 'returned' | 'approved' | 'refused' | 'withdrawn' | 'void' | 'closed';

/** As printed and shown. 在审 is never printed as 已批准. */
export const STATE_TITLES: Readonly<Record<MatterState, string>> = {
  draft: '草稿',
  in_review: '在审',
  returned: '已退回',
  approved: '已批准',
  refused: '未批准',
  withdrawn: '已撤回',
  void: '已作废',
  closed: '已办结',
};

export type StepState = 'waiting' | 'open' | 'done' | 'lapsed';
export type StepVerdict = 'agreed' | 'refused' | 'returned' | 'noted' | 'dissented';
export type PartyRole = '经办人' | '收款人' | '受益人' | '证明人' | '原经办人' | '回避人';
