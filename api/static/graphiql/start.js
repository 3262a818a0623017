// Opens GraphiQL on this service's own endpoint.
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    defaultQuery: `# Who flew where, and who says so? Press Ctrl+Space for what can be asked.
query Flights {
  flights(orderBy: [{ period: DESC }]) {
    nodes {
      label
      period { start end text }
      origin { edges { alternative node { label } } }
      destination { nodes { label } }
      statements { nodes { text saidBy { nodes { label } } reportedIn { title url } } }
    }
  }
}
`,
  }),
);
