/**
 * Finds the circles of a graph: the sets of nodes that reach each other (Tarjan's strongly connected components).
 * @param {ReadonlyMap<string, readonly string[]>} graph node, then where its arrows point
 * @returns {string[][]} each sorted; a node alone only if it points at itself
 */
export function findCircles(graph) {
  /** @type {Map<string, number>} */
  const order = new Map();
  /** @type {Map<string, number>} the earliest node that each one reaches */
  const earliest = new Map();
  /** @type {string[]} */
  const open = [];
  /** @type {string[][]} */
  const circles = [];
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;

  /** @param {string} node */
  function visit(node) {
    const place = order.size;
    let reached = place;
    order.set(node, place);
    earliest.set(node, place);
    open.push(node);
    const targets = graph.get(node) ?? [];
    for (const target of targets) {
      if (!order.has(target)) visit(target);
      if (open.includes(target)) reached = Math.min(reached, earliest.get(target) ?? place);
    }
    earliest.set(node, reached);
    if (reached < place) return;
    const component = open.splice(open.indexOf(node));
    if (component.length > 1 || targets.includes(node)) circles.push(component.sort());
  }
}
