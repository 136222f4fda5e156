import type { Route } from './exchange.ts';

/** A route and the decoded parts of the path it matched. */
export type RouteMatch = { route: Route; parameters: Record<string, string> };

function matchTemplate(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const last = index === template.length - 1;
    const segment = segments[index];
    if (segment === undefined || (last && segments.length > template.length && !part.startsWith('<'))) return undefined;
    if (part.startsWith('<')) parameters[part.slice(1, -1)] = last ? segments.slice(index).join('/') : segment;
    else if (part !== segment) return undefined;
  }
  return parameters;
}

/** Builds a lookup over the routes: a decoded pathname in, its route out. Fixed segments win over `<parts>` by order of the list. */
export function createRouter(routes: readonly Route[]): (pathname: string) => RouteMatch | undefined {
  const byFirstSegment = new Map<string, { route: Route; template: string[] }[]>();
  for (const route of routes) {
    const template = route.path.slice(1).split('/');
    const [first = ''] = template;
    byFirstSegment.set(first, [...(byFirstSegment.get(first) ?? []), { route, template }]);
  }
  return (pathname) => {
    const segments = pathname.slice(1).split('/');
    for (const { route, template } of byFirstSegment.get(segments[0] ?? '') ?? []) {
      const parameters = matchTemplate(template, segments);
      if (parameters !== undefined) return { route, parameters };
    }
    return undefined;
  };
}
