import{A as an,B as rn,E as F,F as sn,I as g,L as b,O as dn,Q as N,R as ln,U as z,_ as T,ga as I,j as M,ka as O,m as R,ma as J,p as en,u as tn,v as L,w as on,x as q}from"./chunk-F6EURA4C.js";var P=class extends Error{constructor(o,a,i){super(o);this.hint=a;this.code=i}hint;code},un=M(""),Tn=M(!1);function Sn([n]){return new P(n?.message??"",n?.extensions?.hint??"",n?.extensions?.code??"")}function In(){return new P("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")}function On(n){return{"content-type":n,...un.value?{authorization:`Bearer ${un.value}`}:{}}}var cn=M(new Map);async function G(n,e,{stop:o,panel:a}={}){a&&(cn.value=new Map(cn.value).set(a,{query:n,variables:e}));let i=On("application/json"),t=JSON.stringify({query:n,variables:e}),s=await fetch("/graphql",{method:"POST",headers:i,body:t,signal:o??null}).catch(d=>{throw o?.aborted?d:In()});Tn.value=s.status===401;let r=await s.json();if(r.errors?.length||!r.data)throw Sn(r.errors??[]);return r.data}var U=1.7,Pn=300,pn=.12,kn=6e6,Cn=7,Qn=34,gn=42,Vn=40,fn=185,An=({label:n})=>Math.max(27,Math.min(Qn,n.length)*Cn);function W(n,e){let o=new Set([...n.relations.values()].flatMap(({from:l,to:w})=>[l,w])),a=[...e].filter(l=>!o.has(l)),i=new Set(a),t=[...n.things.values()].filter(({id:l})=>!i.has(l)).map(l=>({id:l.id,x:l.x/U,y:l.y,free:e.has(l.id),width:An(l)/U})),s=t.filter(({free:l})=>l),r=Math.min(Pn,Math.floor(kn/(s.length*t.length||1))),d=new Map(t.map(l=>[l.id,l])),c=[...n.relations.values()].flatMap(({from:l,to:w})=>{let[h,x]=[d.get(l),d.get(w)];return h&&x&&h!==x&&(h.free||x.free)?[[h,x]]:[]}),f=27*1.6;for(let l=0;l<r;l+=1){let w=new Map(s.map(u=>[u,{x:0,y:0}])),h=(u,m,y)=>{let p=w.get(u);p&&Object.assign(p,{x:p.x+m,y:p.y+y})},x=N(t);for(let u of s){for(let m of t){if(m===u)continue;let[y,p]=[u.x-m.x,u.y-m.y],$=Math.max(.01,y*y+p*p);h(u,y*f*f/$,p*f*f/$)}h(u,(x.x-u.x)*pn,(x.y-u.y)*pn)}for(let[u,m]of c){let[y,p]=[m.x-u.x,m.y-u.y],$=Math.hypot(y,p)/f;h(u,y*$,p*$),h(m,-y*$,-p*$)}let nn=f*2*(1-l/r)+.1;for(let[u,{x:m,y}]of w){let p=Math.hypot(m,y)||1;u.x+=m/p*Math.min(p,nn),u.y+=y/p*Math.min(p,nn)}}En(t,r>0);let v=new Map(n.things);for(let{id:l,x:w,y:h}of s){let x=v.get(l);x&&v.set(l,{...x,x:w*U,y:h})}return{...n,things:Dn(v,a)}}function En(n,e){for(let o=0;e&&o<Vn;o+=1)for(let[a,i]of n.entries())for(let t of n.slice(a+1)){if(!i.free&&!t.free)continue;let[s,r]=[t.x-i.x,t.y-i.y],[d,c]=[(i.width+t.width)/2-Math.abs(s),gn-Math.abs(r)];if(d<=0||c<=0)continue;let f=i.free&&t.free?.5:1,[v,l]=d<c?[Math.sign(s||1)*d*f,0]:[0,Math.sign(r||1)*c*f];i.free&&Object.assign(i,{x:i.x-v,y:i.y-l}),t.free&&Object.assign(t,{x:t.x+v,y:t.y+l})}}function Dn(n,e){let o=[...n.values()].filter(({id:r})=>!e.includes(r)),[a,i]=[Math.min(...o.map(({x:r})=>r)),Math.max(...o.map(({x:r})=>r))];if(!o.length)return n;let t=Math.min(...o.map(({y:r})=>r)),s=Math.max(3,Math.floor((i-a)/fn)+1);for(let[r,d]of e.entries()){let c=n.get(d),[f,v]=[Math.floor(r/s),r%s];c&&n.set(d,{...c,x:a+v*fn,y:t-(f*1.2+1.4)*gn})}return n}var Hn=["forces","columns","circle","time"],Y=42,B=210;function mn(n,e,o,a){let i=[...o.things.values()].filter(({id:r})=>a.has(r)),t=n==="forces"?Nn(o,a):Rn(Wn[n](i,o),o,a),s=new Map(e.things);for(let[r,d]of t){let c=s.get(r);c&&s.set(r,{...c,...d})}return{...e,things:s}}function Rn(n,e,o){let a=[...e.things.values()].filter(({id:t})=>!o.has(t)).map(({x:t})=>t);if(!a.length||!n.size)return n;let i=Math.max(...a)+B-Math.min(...[...n.values()].map(({x:t})=>t));return new Map([...n].map(([t,{x:s,y:r}])=>[t,{x:s+i,y:r}]))}function Nn(n,e){let o=yn([...n.things.values()].filter(({id:i})=>e.has(i))),a=new Map([...n.things].map(([i,t])=>[i,{...t,...o.get(i)}]));return new Map([...W({...n,things:a},e).things].filter(([i])=>e.has(i)))}var Wn={columns:Bn,circle:yn,time:Kn};function Bn(n,{relations:e}){let o=sn(e.values()),a=({id:t})=>o.get(t)??0,i=[...F(n,({noun:t})=>t)].sort(([t],[s])=>t.localeCompare(s));return _n(i.map(([,t])=>t.sort((s,r)=>a(r)-a(s))))}function _n(n){let e=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),o=n.flatMap(a=>{let i=Math.ceil(a.length/e);return Array.from({length:i},(t,s)=>a.filter((r,d)=>d%i===s))});return new Map(o.flatMap((a,i)=>a.map(({id:t},s)=>[t,{x:(i-(o.length-1)/2)*B,y:((a.length-1)/2-s)*Y}])))}function yn(n){let e=[...n].sort((a,i)=>a.noun.localeCompare(i.noun)||a.label.localeCompare(i.label)),o=Math.max(54,e.length*27*1.5/Math.PI);return new Map(e.map(({id:a},i)=>{let t=Math.PI/2-i/e.length*2*Math.PI;return[a,{x:o*1.35*Math.cos(t),y:o*Math.sin(t)}]}))}function Kn(n){let e=({spans:[r]})=>r?.from??r?.to??null,o=n.filter(r=>e(r)!==null).sort((r,d)=>Number(e(r))-Number(e(d))),a=[...F(o,e)],i=new Map(a.flatMap(([,r],d)=>r.map(({id:c},f)=>[c,{x:d*B,y:f*Y}]))),t=Math.max(4,a.length),s=n.filter(r=>e(r)===null).sort((r,d)=>r.noun.localeCompare(d.noun));for(let[r,{id:d}]of s.entries())i.set(d,{x:r%t*B,y:-(2+Math.floor(r/t))*Y*1.4});return i}var jn={Location:"latitude longitude",Period:"start end text precision basis"};function _(n,e,o){return Object.entries(n.nouns[e]?.fields??{}).flatMap(([a,i])=>i.type===o?[a]:[])}function hn(n,e){let o=Object.entries(e.nouns).flatMap(([a,{interface:i,labels:t}])=>{if(i||!t.includes("Entity"))return[];let s=Object.entries(jn).flatMap(([r,d])=>_(e,a,r).map(c=>`      ${c} { ${d} }`));return s.length?[`  ... on ${a} {
${s.join(`
`)}
  }`]:[]});return n.replace("fragment Known on Entity {",a=>[a,...o].join(`
`))}var ne=`query Search($text: String!, $kinds: [String!]!, $first: Int!) {
  search(text: $text, kinds: $kinds, first: $first) {
    totalCount
    edges {
      node {
        __typename
        id
        ... on Entity {
          label
        }
      }
      highlights {
        text
      }
    }
  }
}`,xn=`query Expand($ids: [ID!]!, $depth: Int!, $kinds: [RelationKind!], $direction: RelationDirection, $first: Int!, $after: String, $beside: [ID!]) {
  neighbourhood(
    ids: $ids
    depth: $depth
    edgeKinds: $kinds
    direction: $direction
    first: $first
    after: $after
    beside: $beside
  ) {
    totalCount
    truncated {
      reason
      hint
      cursor
    }
    nodes {
      node {
        ...Known
      }
    }
    relations {
      ...Edge
    }
  }
}
fragment Known on Entity {
  __typename
  id
  label
  relationCounts {
    kind
    direction
    count
  }
  statements(first: 50) {
    pageInfo {
      hasNextPage
    }
    nodes {
      reportedIn {
        id
        title
        outlet
      }
    }
  }
}
fragment Edge on Relation {
  id
  kind
  from {
    id
  }
  to {
    id
  }
  modality
  disputed
  alternative
  period {
    start
    end
    text
    precision
    basis
  }
  evidence(first: 50) {
    pageInfo {
      hasNextPage
    }
    nodes {
      statement {
        reportedIn {
          id
          title
          outlet
        }
      }
    }
  }
}`,ee=`query Connect($from: [ID!]!, $to: [ID!]!, $kinds: [RelationKind!], $modalities: [Modality!], $most: Int!, $first: Int!) {
  paths(
    from: {ids: $from}
    to: {ids: $to}
    search: K_SHORTEST
    edgeKinds: $kinds
    modalities: $modalities
    maxLength: $most
    first: $first
  ) {
    truncated {
      reason
      hint
    }
    paths {
      length
      certainty
      nodes {
        ...Name
      }
      hops {
        certainty
        relations {
          id
          kind
          from {
            ...Name
          }
          to {
            ...Name
          }
        }
      }
    }
  }
}
fragment Name on Entity {
  __typename
  id
  label
}`,te=`query Analyse($of: AnalysisOf!, $measure: AnalysisMeasure!, $noun: String, $first: Int!, $groups: Boolean!) {
  analysis(of: $of, measure: $measure, noun: $noun, first: $first) {
    definition
    exact
    graph {
      nodes
      edges
    }
    totalCount
    truncated {
      reason
      hint
    }
    results {
      rank
      score
      size
      node {
        ...Name
      }
      other {
        ...Name
      }
      members(first: 500) @include(if: $groups) {
        totalCount
        nodes {
          id
        }
      }
    }
  }
}
fragment Name on Entity {
  __typename
  id
  label
}`,oe=`query ThingTold($id: ID!, $first: Int!, $after: String, $whole: Boolean!) {
  node(id: $id) {
    ... on Entity {
      label
      conflicts(first: 20) @include(if: $whole) {
        totalCount
        nodes {
          field
          positions {
            value
            polarity
            modality
            node {
              ...Name
            }
            statements(first: 3) {
              totalCount
              nodes {
                text
                saidBy(first: 3) {
                  nodes {
                    label
                  }
                }
                reportedIn {
                  id
                  title
                  outlet
                  publishedAt
                }
              }
            }
          }
        }
      }
      candidates(first: 10) @include(if: $whole) {
        totalCount
        edges {
          reasons
          score
          node {
            ...Name
          }
        }
      }
      evidence(first: $first, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...Told
        }
      }
    }
  }
}
fragment Name on Entity {
  __typename
  id
  label
}
fragment Told on Claim {
  id
  subject
  field
  value
  object
  text
  row
  polarity
  modality
  span {
    start
    end
  }
  statement {
    id
    text
    row
    attributed
    span {
      start
      end
    }
    saidBy(first: 10) {
      nodes {
        label
      }
    }
    reportedIn {
      id
      title
      outlet
      url
      publishedAt
      documentKind
    }
  }
}`,ae=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
  neighbourhood(ids: $ends, depth: 0, edgeKinds: $kinds) {
    relations {
      id
      evidence(first: $first, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...Told
        }
      }
    }
  }
}
fragment Told on Claim {
  id
  subject
  field
  value
  object
  text
  row
  polarity
  modality
  span {
    start
    end
  }
  statement {
    id
    text
    row
    attributed
    span {
      start
      end
    }
    saidBy(first: 10) {
      nodes {
        label
      }
    }
    reportedIn {
      id
      title
      outlet
      url
      publishedAt
      documentKind
    }
  }
}`,ie=`query Words($id: ID!) {
  node(id: $id) {
    ... on Document {
      text
    }
  }
}`,re=`query Begin {
  entities(first: 0) {
    totalCount
  }
  documents(first: 0) {
    totalCount
  }
  latest: documents(
    where: {publishedAt: {isNull: false}}
    orderBy: [{publishedAt: DESC}]
    first: 5
  ) {
    nodes {
      id
      title
      outlet
      publishedAt
    }
  }
}`,bn=`query Speaks($id: ID!) {
  document(id: $id) {
    statements(first: 1000) {
      nodes {
        about(first: 100) {
          nodes {
            id
          }
        }
      }
    }
  }
}`,se=`query Named($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Entity {
      label
    }
  }
}`,de=`mutation Write($input: WriteInput!) {
  write(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,le=`mutation Judge($input: JudgeInput!) {
  judge(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,ue=`mutation TakeBack($input: RetractInput!) {
  retract(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,ce=`subscription Changes($since: String) {
  changes(since: $since) {
    sequence
    author
    at
    changes {
      kind
      id
      noun
      link
      fromId
      toId
    }
  }
}`,pe=`query Waiting($first: Int!) {
  review(first: $first) {
    pageInfo {
      hasNextPage
    }
    nodes {
      ...Told
      score
      method
    }
  }
}
fragment Told on Claim {
  id
  subject
  field
  value
  object
  text
  row
  polarity
  modality
  span {
    start
    end
  }
  statement {
    id
    text
    row
    attributed
    span {
      start
      end
    }
    saidBy(first: 10) {
      nodes {
        label
      }
    }
    reportedIn {
      id
      title
      outlet
      url
      publishedAt
      documentKind
    }
  }
}`,fe=`mutation Decide($input: ReviewInput!) {
  review(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,ge=`mutation Load($input: LoadInput!) {
  load(input: $input) {
    ...Done
    changes {
      statementsAdded
    }
  }
}
fragment Done on Written {
  documentId
  at
}`,me=`mutation Ingest($input: IngestInput!) {
  ingest(input: $input) {
    ...Done
    changes {
      statementsAdded
    }
  }
}
fragment Done on Written {
  documentId
  at
}`,ye=`query Snapshot($ids: [ID!]!) {
  neighbourhood(ids: $ids, depth: 0, first: 1000) {
    relations {
      id
      kind
      from {
        id
      }
      to {
        id
      }
      evidence(first: 50) {
        nodes {
          ...Told
        }
      }
    }
  }
}
fragment Told on Claim {
  id
  subject
  field
  value
  object
  text
  row
  polarity
  modality
  span {
    start
    end
  }
  statement {
    id
    text
    row
    attributed
    span {
      start
      end
    }
    saidBy(first: 10) {
      nodes {
        label
      }
    }
    reportedIn {
      id
      title
      outlet
      url
      publishedAt
      documentKind
    }
  }
}`;function vn(n){let e=new Map;for(let o of n)o&&e.set(o.id,{id:o.id,name:o.title??o.outlet??o.id});return[...e.values()]}function H(n,e){let o=n,a=_(e,n.__typename,"Period").map(r=>o[r]),i=_(e,n.__typename,"Location").map(r=>o[r]),t={spans:a.flatMap(r=>r?z(r)??[]:[]),sources:vn(n.statements.nodes.map(({reportedIn:r})=>r)),partial:n.statements.pageInfo.hasNextPage},s=e.nouns[n.__typename]?.journey?null:i.find(r=>r)??null;return{...t,id:n.id,noun:n.__typename,label:n.label,counts:n.relationCounts,place:s}}function X(n){let e=n.period&&z(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:e?[e]:[],sources:vn(n.evidence.nodes.map(({statement:o})=>o.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var Z=25,V=1e3,K=M(""),wn=M(null),Q=new Map;async function C(n){wn.value=null;try{await n()}catch(e){if(!(e instanceof P))throw e;wn.value=e}}async function E(n){let e=hn(xn,R.value);return(await G(e,n,{panel:"canvas"})).neighbourhood}function D(){return[...g.value.things.keys()].slice(-V)}function $n(n,e,o){let a=e.filter(t=>!n.things.has(t.id)),i=ln(n,o,a.length);return a.map((t,s)=>({...H(t,R.value),...i[s]??o}))}function j(n,e,o,a){let i=$n(n,e,a);return W(L(n,i,o.map(X)),new Set(i.map(({id:t})=>t)))}function Mn({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:e})=>e))+135:0,y:0}}var k=n=>n.nodes.map(({node:e})=>e);function Ee(n,e){return C(async()=>{let o=await E({ids:[n],depth:1,first:Z+1,beside:D()}),a=k(o),i=g.value.things.get(n);b(e,t=>{let s=i??Mn(t),r=$n(tn,a.filter(d=>d.id===n),s);return j(L(t,r.map(d=>({...d,...s})),[]),a,o.relations,s)}),I.value=n,O.value=[n,...a.map(t=>t.id)],K.value=`${e}: ${a.length-1} / ${o.totalCount-1}`})}function De(n,e,o,a){return C(async()=>{let i=await E({ids:[n],depth:1,kinds:[o],direction:a,first:Z+1,beside:D()}),t=k(i);b(e,s=>j(s,t,i.relations,{x:0,y:0})),I.value=n,O.value=t.map(s=>s.id),K.value=`${e}: ${t.length-1} / ${i.totalCount-1}`})}function A(n){let[e=""]=n;return n.length===1?g.value.things.get(e)?.label??e:T.several(n.length)}function Re(n,e,o){return C(async()=>{let a=[[...n].sort().join(),e,o].join("|"),i=await E({ids:[...n],depth:1,kinds:e?[e]:null,direction:o??null,first:Z+n.length,after:Q.get(a)??null,beside:D()}),t=i.truncated?.cursor;t?Q.set(a,t):Q.delete(a);let s=g.value.things.size,r=n.flatMap(d=>g.value.things.get(d)??[]);b(`${A(n)} \xB7 ${e?en(e):T.expandAll}`,d=>j(d,k(i),i.relations,N(r))),O.value=[...n,...k(i).map(d=>d.id)],K.value=`${A(n)}: +${g.value.things.size-s}`})}function Ln(n,e,{quiet:o=!1}={}){return C(async()=>{let a=await E({ids:e.slice(0,V),depth:0,first:V,beside:D()}),i=k(a),t=new Set(i.map(({id:d})=>d)),s=a.relations.flatMap(({from:d,to:c})=>t.has(d.id)?[c.id]:[d.id]),r=[...t,...s].flatMap(d=>g.value.things.get(d)??[])[0];b(n,d=>j(d,i,a.relations,r??Mn(d))),o||(O.value=[...t]),K.value=`${n}: ${i.length}`})}function Ne(n){return C(async()=>{let e=n.filter(s=>g.value.things.has(s)).slice(-V),o=D();if(!e.length)return;let a=await E({ids:e,depth:0,first:V,beside:o}),i=k(a).map(s=>H(s,R.value));dn(s=>on(s,{ids:new Set(e),beside:new Set(o),things:new Map(i.map(r=>[r.id,r])),relations:new Map(a.relations.map(r=>[r.id,X(r)]))}));let t=s=>g.value.things.has(s)||g.value.relations.has(s);I.value&&!t(I.value)&&(I.value=i.find(({id:s})=>t(s))?.id??"")})}async function We(n,e){let o=new Set;await C(async()=>{let{document:a}=await G(bn,{id:n},{panel:"canvas"});for(let i of a?.statements.nodes??[])for(let t of i.about.nodes)o.add(t.id)}),o.size&&await Ln(e,[...o])}function Be(n){b(`${T.hide}: ${A(n)}`,e=>q(e,new Set(n)))}function _e(n){let e=rn(g.value,new Set(n));for(let o of Q.keys())n.some(a=>o.includes(a))&&Q.delete(o);e.size&&b(`${T.collapse}: ${A(n)}`,o=>q(o,e))}function Ke(n){b(`${T.pin}: ${A(n)}`,e=>an(e,n))}function je(n){let{things:e}=J.value,o=[...e.keys()].filter(a=>!g.value.pinned.has(a));b(T.layouts[n],a=>mn(n,a,J.value,new Set(o))),O.value=[...e.keys()]}export{P as a,un as b,Tn as c,Sn as d,In as e,On as f,cn as g,G as h,ne as i,ee as j,te as k,oe as l,ae as m,ie as n,re as o,se as p,de as q,le as r,ue as s,ce as t,pe as u,fe as v,ge as w,me as x,ye as y,Hn as z,H as A,X as B,V as C,K as D,wn as E,C as F,E as G,k as H,Ee as I,De as J,Re as K,Ln as L,Ne as M,We as N,Be as O,_e as P,Ke as Q,je as R};
