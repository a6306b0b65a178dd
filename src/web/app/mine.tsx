import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Segmented } from 'antd';
import type { MatterView } from '../../platform/matters/contract.ts';
import { Nothing, Page } from '../kit/page.tsx';
import { MatterList } from './matter-list.tsx';

const VIEWS: readonly { readonly value: MatterView; readonly label: string; readonly empty: string }[] = [
  { value: 'mine', label: '我经办的', empty: '您还没有经办的事项' },
  { value: 'acted', label: '我办过的', empty: '您还没有办理过他人的事项' },
  { value: 'told', label: '知会我的', empty: '没有知会您的事项' },
  { value: 'all', label: '本单位', empty: '没有您可以查看的事项' },
];

/** 我的事项, and the matters one has acted on, was told of, or may look at; the address names view and words. */
export function Mine() {
  const search: { readonly view?: string; readonly q?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const q = search.q ?? '';
  const { value: view, empty } = VIEWS.find((one) => one.value === search.view) ?? { value: 'mine' as const, empty: '您还没有经办的事项' };
  const show = (part: { readonly view?: string; readonly q?: string | undefined }): void =>
    void navigate({ to: '/mine', search: { ...search, ...part }, replace: true });
  const nothing =
    q === '' ? (
      <Nothing what={empty}>
        {view === 'mine' && (
          <>
            从<Link to="/start">发起</Link>开始办理
          </>
        )}
      </Nothing>
    ) : (
      <Nothing what={`没有找到与“${q}”相符的事项`}>换一个词，或者换一个范围再找</Nothing>
    );
  return (
    <Page
      title="我的事项"
      actions={
        <Input.Search
          key={q}
          allowClear
          placeholder="按事由或编号查找"
          aria-label="按事由或编号查找"
          defaultValue={q}
          onSearch={(words) => show({ q: words.trim() === '' ? undefined : words.trim() })}
          style={{ width: 240 }}
        />
      }
    >
      <Segmented<MatterView>
        aria-label="范围"
        className="segments"
        value={view}
        options={VIEWS.map(({ value, label }) => ({ value, label }))}
        onChange={(next) => show({ view: next })}
      />
      <MatterList key={`${view}/${q}`} query={`view=${view}${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`} empty={nothing} />
    </Page>
  );
}
