import { BellOutlined, MenuOutlined, SearchOutlined } from '@ant-design/icons';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Badge, Button, Drawer, Dropdown, Grid, Layout, Menu, Skeleton } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { queryClient, useDeed } from '../api/queries.ts';
import { Failed } from '../api/request.ts';
import { useOfficeWords } from '../kit/office-words.ts';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { useMe } from './me.ts';
import { placesFor, type Place } from './places.tsx';

const PasswordDialog = lazy(async () => ({ default: (await import('./password-dialog.tsx')).PasswordDialog }));

/** The frame around every page of somebody signed in. */
export function Shell() {
  const me = useMe();
  const navigate = useNavigate();
  const wide = Grid.useBreakpoint().md !== false;
  const path = useLocation({ select: (location) => location.pathname });
  const signedOut = me.error instanceof Failed && me.error.code === 'not-signed-in';
  useEffect(() => {
    if (signedOut) void navigate({ to: '/sign-in' });
  }, [signedOut, navigate]);
  if (me.data === undefined) return <main className="main">{me.error === null || signedOut ? <Skeleton active /> : <ErrorAlert error={me.error} />}</main>;
  const { office, todo, person, menu } = me.data;
  const places = placesFor({ posts: person.posts, modules: menu.map((one) => one.module) });
  const here = places.findLast((place) => (place.to === '/' ? path === '/' : path.startsWith(place.to)))?.to ?? (path.startsWith('/matters') ? '/mine' : '');
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip" href="#content">
        跳到正文
      </a>
      {office.sample && (
        <div className="banner" role="note">
          示范数据：单位、人员、票据均为虚构，仅供试用
        </div>
      )}
      <Top />
      <Layout>
        {wide && (
          <Layout.Sider width={176} theme="light" className="side">
            <nav aria-label="主菜单">
              <Menu
                mode="inline"
                selectedKeys={[here]}
                style={{ borderInlineEnd: 0, paddingTop: 8 }}
                items={places.map(({ to, title, icon }) => ({
                  key: to,
                  icon,
                  label: <Link to={to}>{to === '/' && todo > 0 ? `${title}（${todo}）` : title}</Link>,
                }))}
              />
            </nav>
          </Layout.Sider>
        )}
        <div style={{ flex: 'auto', minWidth: 0 }}>
          <main className="main" id="content" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </Layout>
      {!wide && <BottomBar places={places} here={here} todo={todo} />}
    </Layout>
  );
}

function Top() {
  const me = useMe();
  const navigate = useNavigate();
  const deed = useDeed();
  const [changing, setChanging] = useState(false);
  const words = useOfficeWords();
  if (me.data === undefined) return null;
  const { office, person, unread } = me.data;
  const leave = (): void => {
    deed.mutate(
      { method: 'DELETE', path: '/api/session' },
      {
        onSettled: () => {
          queryClient.clear();
          void navigate({ to: '/sign-in' });
        },
      },
    );
  };
  const items = [
    { key: 'who', label: person.posts.length === 0 ? (person.department ?? '') : words(person.posts.join('、')), disabled: true },
    { key: 'account', label: <Link to="/account">账号安全</Link> },
    { key: 'password', label: '修改密码', onClick: () => setChanging(true) },
    {
      key: 'sign-ins',
      label: (
        <Link to="/account" hash="sign-ins">
          我的登录
        </Link>
      ),
    },
    { key: 'out', label: '退出登录', onClick: leave },
  ];
  return (
    <Layout.Header className="top">
      <strong>规矩</strong>
      <span className="office">{office.name}</span>
      <Link to="/search" aria-label="搜索">
        <SearchOutlined style={{ color: '#fff', fontSize: 18 }} />
      </Link>
      <Link to="/notices" aria-label={`消息${unread > 0 ? `，${unread}条未读` : ''}`}>
        <Badge count={unread} size="small" color="#5c4300" offset={[6, -4]}>
          <BellOutlined style={{ color: '#fff', fontSize: 18 }} />
        </Badge>
      </Link>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text">{person.name}</Button>
      </Dropdown>
      {changing && (
        <Suspense>
          <PasswordDialog close={() => setChanging(false)} />
        </Suspense>
      )}
    </Layout.Header>
  );
}

function BottomBar({ places, here, todo }: { readonly places: readonly Place[]; readonly here: string; readonly todo: number }) {
  const [more, setMore] = useState(false);
  return (
    <>
      <nav className="bottom" aria-label="主菜单">
        {places.slice(0, 3).map(({ to, title, icon }) => (
          <Link key={to} to={to} className={here === to ? 'active' : ''}>
            {to === '/' ? (
              <Badge count={todo} size="small">
                {icon}
              </Badge>
            ) : (
              icon
            )}
            <span className="name">{title}</span>
          </Link>
        ))}
        <button type="button" aria-haspopup="dialog" className={places.slice(3).some(({ to }) => to === here) ? 'active' : ''} onClick={() => setMore(true)}>
          <MenuOutlined />
          <span className="name">更多</span>
        </button>
      </nav>
      <Drawer open={more} onClose={() => setMore(false)} placement="bottom" title="更多" size="70vh" styles={{ body: { padding: 8 } }}>
        <Menu
          mode="inline"
          className="more"
          selectedKeys={[here]}
          onClick={() => setMore(false)}
          items={places.slice(3).map(({ to, title, icon }) => ({ key: to, icon, label: <Link to={to}>{title}</Link> }))}
        />
      </Drawer>
    </>
  );
}
