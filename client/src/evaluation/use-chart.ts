/** A chart in an element: drawn anew when what it shows changes, as large as its place, and gone with it. */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Colours by their names in tokens.css, as they are now. */
export type Colours = (name: `--${string}`) => string;

/** `optionOf` is the same function for as long as the chart shows the same. */
export function useChart(optionOf: (colours: Colours) => EChartsCoreOption) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);

  useEffect(() => {
    if (!element.current) return;
    const opened = init(element.current);
    chart.current = opened;
    const resize = new ResizeObserver(() => opened.resize());
    resize.observe(element.current);
    return () => {
      resize.disconnect();
      opened.dispose();
      chart.current = undefined;
    };
  }, []);

  useEffect(() => {
    if (!element.current) return;
    const style = getComputedStyle(element.current);
    const option = optionOf((name) => style.getPropertyValue(name).trim());
    chart.current?.setOption({ animation: false, textStyle: { fontFamily: style.fontFamily }, ...option }, true);
  }, [optionOf]);

  return element;
}
