import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useState } from 'react';
import { MayButton } from '../kit/may-button.tsx';
import { Page } from '../kit/page.tsx';
import { CoverDialog, Covers } from './covers.tsx';
import { DepartmentDialog, Departments } from './departments.tsx';
import { useKeeping } from './me.ts';
import { PersonDialog } from './person-dialog.tsx';
import { Persons } from './persons.tsx';
import { GiveDialog, Posts } from './posts.tsx';

/** 机构人员: people, posts with their holders and dates, covers, departments; the address names the tab. */
export function People() {
  const { tab = 'posts' } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'employ' | 'give' | 'cover' | 'department' | null>(null);
  const keeping = useKeeping();
  const close = (): void => setDialog(null);
  const actions = (
    <>
      <MayButton may={keeping?.accounts} onClick={() => setDialog('employ')}>
        登记人员
      </MayButton>
      <MayButton may={keeping?.posts} onClick={() => setDialog('give')}>
        登记任职
      </MayButton>
      <MayButton may onClick={() => setDialog('cover')}>
        委托代理
      </MayButton>
      <MayButton may={keeping?.departments} onClick={() => setDialog('department')}>
        新设股室
      </MayButton>
    </>
  );
  const tabs = [
    { key: 'posts', label: '职务', children: <Posts /> },
    { key: 'people', label: '人员', children: <Persons /> },
    { key: 'covers', label: '代理', children: <Covers /> },
    { key: 'departments', label: '股室', children: <Departments /> },
  ];
  return (
    <Page title="机构人员" actions={actions}>
      <Tabs activeKey={tab} onChange={(next) => void navigate({ to: '/people', search: { tab: next }, replace: true })} items={tabs} />
      {dialog === 'employ' && <PersonDialog close={close} />}
      {dialog === 'give' && <GiveDialog close={close} />}
      {dialog === 'cover' && <CoverDialog close={close} />}
      {dialog === 'department' && <DepartmentDialog close={close} />}
    </Page>
  );
}
