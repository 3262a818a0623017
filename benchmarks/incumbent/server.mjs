// @neo4j/graphql on Apollo Server, over the Neo4j that NEO4J_URI names, on any free port of loopback.
// A request with the header `x-cypher` is told, under extensions.cypher, what was sent to the database.
import fs from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import neo4j from 'neo4j-driver';

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD));
const typeDefs = fs.readFileSync(new URL('typedefs.graphql', import.meta.url), 'utf8');
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();

// A session that writes down each statement that it is given.
function listening(sent) {
  const session = driver.session();
  const proxied = (target, traps) => new Proxy(target, {
    get: (object, key) => traps[key] ?? (typeof object[key] === 'function' ? object[key].bind(object) : object[key]),
  });
  const transaction = (of) => proxied(of, { run: (text, values) => { sent.push([text, values]); return of.run(text, values); } });
  const work = (name) => (job, ...more) => session[name]((of) => job(transaction(of)), ...more);
  return proxied(session, { executeRead: work('executeRead'), executeWrite: work('executeWrite') });
}

const tell = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        if (contextValue.sent) response.body.singleResult.extensions = { cypher: contextValue.sent };
        if (contextValue.sent) await contextValue.executionContext.close();
      },
    };
  },
};
const server = new ApolloServer({ schema, plugins: [tell], introspection: false });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => {
    if (!req.headers['x-cypher']) return { executionContext: driver };
    const sent = [];
    return { executionContext: listening(sent), sent };
  },
});
console.log(`ready: ${url}`);
