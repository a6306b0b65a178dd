import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Doorway } from '../kit/doorway.tsx';

/** An address that leads nowhere. */
export function NoSuchPage() {
  return (
    <Doorway title="没有这个页面" lead="地址可能抄错了，或者页面已经改名。">
      <section className="card">
        <Link to="/">
          <Button type="primary">回到待办</Button>
        </Link>
      </section>
    </Doorway>
  );
}

/** A page that broke. What was filled in elsewhere is not lost; a new version of the program is the usual reason. */
export function PageBroke() {
  return (
    <Doorway title="页面没有显示出来" lead="程序可能刚刚升级，重新载入即可；再次出现请告知系统管理员。">
      <section className="card">
        <Button type="primary" onClick={() => window.location.reload()}>
          重新载入
        </Button>
      </section>
    </Doorway>
  );
}
