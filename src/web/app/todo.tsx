import { Link } from '@tanstack/react-router';
import { Nothing, Page } from '../kit/page.tsx';
import { MatterList } from './matter-list.tsx';

/** 待办: what waits for the person. */
export function Todo() {
  const empty = (
    <Nothing what="没有待办事项，轮到您办理时会出现在这里">
      要办事请到<Link to="/start">发起</Link>，查进度请到<Link to="/mine">我的事项</Link>
    </Nothing>
  );
  return (
    <Page title="待办">
      <MatterList query="view=todo" empty={empty} />
    </Page>
  );
}
