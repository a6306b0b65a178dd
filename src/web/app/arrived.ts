/** What the address asked for when the page was opened, before the router writes it its own way: a directory signs what it sends back. */
export const arrivedWith = window.location.search;
