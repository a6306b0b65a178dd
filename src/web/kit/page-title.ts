import { useEffect } from 'react';

/** Names the window after what it shows, so that tabs and screen readers tell pages apart. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} - 规矩`;
  }, [title]);
}
