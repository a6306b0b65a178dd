import type { PostRow } from '../../platform/people/contract.ts';
import { useAnswer } from '../api/queries.ts';
import { OneOf, SeveralOf } from './listed-select.tsx';
import { useOfficeWords } from './office-words.ts';

function useOptions() {
  const { data = [] } = useAnswer<readonly PostRow[]>('/api/posts');
  const words = useOfficeWords();
  return data.filter((one) => !one.collective).map(({ post }) => ({ value: post, label: words(post) }));
}

interface One {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (post: string | undefined) => void;
}

/** One of the posts the office's regulations know, called what the office calls it. */
export function PostSelect({ id, value = null, onChange }: One) {
  return <OneOf id={id} placeholder="请选择职务" options={useOptions()} value={value} onChange={(picked) => onChange?.(picked)} />;
}

interface Many {
  readonly id?: string;
  readonly value: readonly string[];
  readonly onChange: (posts: readonly string[]) => void;
}

/** Several posts. */
export function PostsSelect({ id, value, onChange }: Many) {
  return <SeveralOf id={id} placeholder="可选多个职务" options={useOptions()} value={value} onChange={onChange} />;
}
