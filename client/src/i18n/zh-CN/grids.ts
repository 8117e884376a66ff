export default {
  problem: {
    open: '边界没有闭合，首尾必须是同一个点。',
    tooSmall: '边界围成的面积太小（{{squareMetres}} 平方米），请检查是否缺点。',
    selfCrossing: '边界自相交，请移动交叉处的顶点。',
    overlap: '与 {{other}} 重叠 {{squareMetres}} 平方米，请调整公共边界。',
    outsideCommunity: '有 {{squareMetres}} 平方米超出社区“{{other}}”的范围，请调整边界或核对所属社区。',
    gap: '与相邻网格之间有 {{squareMetres}} 平方米的缝隙，请使公共边界重合。',
  },
};
