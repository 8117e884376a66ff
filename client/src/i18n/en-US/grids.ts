export default {
  problem: {
    open: 'the boundary is not closed; its first and last corner must be the same.',
    tooSmall: 'the boundary encloses too little ({{squareMetres}} m²); look for a missing corner.',
    selfCrossing: 'the boundary crosses itself; move the corner where it does.',
    overlap: 'it overlaps {{other}} by {{squareMetres}} m²; adjust the common border.',
    outsideCommunity:
      '{{squareMetres}} m² lie outside the community “{{other}}”; adjust the boundary or check the community.',
    gap: 'between it and its neighbours is a gap of {{squareMetres}} m²; let the common borders coincide.',
  },
};
