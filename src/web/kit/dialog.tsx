import { Modal, type ModalProps } from 'antd';
import { useEffect, useState } from 'react';

/** A dialog that is open as long as it is there; whoever closes it is back at what he opened it from. */
export function Dialog(props: Omit<ModalProps, 'open'>) {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus();
    },
    [opener],
  );
  return <Modal open cancelText="取消" {...props} />;
}
