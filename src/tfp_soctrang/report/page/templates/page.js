"use strict";
// The page recomputes a phase from the numbers it carries, as the library does: perpetual inventory, initial stock,
// the account in the chosen form and averaging. Fills and labour stay as the library evaluated them.
(() => {
  const OWN_YEAR = { end: 0, middle: 0.5, start: 1 };
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const mean = (values) => sum(values) / values.length;

  // ------------------------------------------------------------------------------------------------ the stock of capital

  function initialStock(territory, rate, values, c) {
    const start = territory.initial;
    const first = rate(1);
    const flow = territory.investment[1];
    if (start.rule === "published") return start.stock;
    if (start.rule === "ratio") return territory.output[0] * initialRatio(territory, values);
    if (start.rule === "steady_state") return ((1 - c * first) * flow) / (start.growth + first);
    let stock = 0;
    for (let k = start.life; k >= 1; k -= 1) {
      stock = stock * (1 - first) + ((1 - c * first) * flow) / (1 + start.growth) ** k;
    }
    return stock;
  }

  function initialRatio(territory, values) {
    if (values.initial_capital_output_ratio !== undefined) return values.initial_capital_output_ratio;
    const start = territory.initial;
    if (start.reference === undefined) return start.ratio;
    // the wider territory's ratio under the same depreciation; its own initial ratio is not the one that is moved
    const { initial_capital_output_ratio: _, ...shared } = values;
    const wider = start.reference;
    const stock = capitalInput(wider, shared);
    return stock[stock.length - 1] / wider.output[wider.output.length - 1];
  }

  function capitalInput(territory, values) {
    const own = values.depreciation_rate ?? territory.depreciation_rate;
    const rate = (row) => (Array.isArray(own) ? own[row] : own);
    const c = OWN_YEAR[territory.investment_timing];
    const flows = territory.investment;
    const closing = [initialStock(territory, rate, values, c)];
    for (let t = 1; t < flows.length; t += 1) {
      closing.push(closing[t - 1] * (1 - rate(t)) + flows[t] * (1 - c * rate(t)));
    }
    if (territory.stock === "closing") return closing;
    const before = flows[0] === null ? NaN : (closing[0] - flows[0] * (1 - c * rate(0))) / (1 - rate(0));
    const opening = [before, ...closing.slice(0, -1)];
    return territory.stock === "opening" ? opening : opening.map((stock, t) => 0.5 * (stock + closing[t]));
  }

  // ------------------------------------------------------------------------------------------------------- the account

  function contributions(capital, labour, share, form) {
    if (form !== "geometric") return [share * capital, (1 - share) * labour];
    const fromCapital = share * Math.log1p(capital);
    const fromLabour = (1 - share) * Math.log1p(labour);
    const joint = fromCapital + fromLabour;
    const weight = joint === 0 ? 1 : Math.expm1(joint) / joint;
    return [weight * fromCapital, weight * fromLabour];
  }

  function yearlyShares(share, years, form) {
    if (!Array.isArray(share)) return Array(years).fill(share);
    if (share.length === years) return share;
    return share.slice(1).map((later, t) => (form === "log" ? 0.5 * (later + share[t]) : later));
  }

  function recompute(model, values) {
    const n = model.growth_years.length;
    const { form, averaging } = model;
    const log = form === "log";
    const levels = {
      output: model.stock.output.slice(-n - 1),
      capital: capitalInput(model.stock, values).slice(-n - 1),
      labour: model.labour,
    };
    if (!Object.values(levels).every((rows) => rows.every((level) => level > 0 && Number.isFinite(level)))) return null;
    const rates = (x) => x.slice(1).map((later, t) => (log ? Math.log(later / x[t]) : later / x[t] - 1));
    const shares = yearlyShares(values.capital_share ?? model.capital_share, n, form);
    const growth = { output: rates(levels.output), capital: rates(levels.capital), labour: rates(levels.labour) };
    const yearly = growth.output.map((output, t) => {
      const [capital, labour] = contributions(growth.capital[t], growth.labour[t], shares[t], form);
      return { year: model.growth_years[t], output, capital, labour, tfp: output - capital - labour };
    });
    const share = mean(shares);
    let phase;
    if (averaging === "arithmetic" || averaging === "mean_of_shares") {
      phase = {
        output: mean(growth.output),
        capitalGrowth: mean(growth.capital),
        labourGrowth: mean(growth.labour),
        capital: mean(yearly.map((year) => year.capital)),
        labour: mean(yearly.map((year) => year.labour)),
      };
    } else {
      const whole = (x) => {
        const ratio = x[n] / x[0];
        if (log) return averaging === "cumulative" ? Math.log(ratio) : Math.log(ratio) / n;
        return averaging === "cumulative" ? ratio - 1 : ratio ** (1 / n) - 1;
      };
      const [output, capitalGrowth, labourGrowth] = [whole(levels.output), whole(levels.capital), whole(levels.labour)];
      const [capital, labour] = contributions(capitalGrowth, labourGrowth, share, form);
      phase = { output, capitalGrowth, labourGrowth, capital, labour };
    }
    const large = (rate) => Math.abs(rate) >= model.smallest_growth;
    const byYear = averaging === "mean_of_shares";
    const defined = byYear ? growth.output.every(large) : large(phase.output);
    const of = (part) => (byYear ? mean(yearly.map((year) => year[part] / year.output)) : phase[part] / phase.output);
    const capitalShare = defined ? of("capital") : null;
    const labourShare = defined ? of("labour") : null;
    return {
      output_growth: phase.output,
      capital_growth: phase.capitalGrowth,
      labour_growth: phase.labourGrowth,
      capital_contribution: phase.capital,
      labour_contribution: phase.labour,
      tfp_growth: phase.output - phase.capital - phase.labour,
      capital_contribution_share: capitalShare,
      labour_contribution_share: labourShare,
      tfp_contribution_share: defined ? 1 - capitalShare - labourShare : null,
      capital_share: share,
      yearly,
    };
  }

  // ------------------------------------------------------------------------------------------------ numbers as people read

  // Half away from zero on the shortest decimal, as the library rounds: a fraction becomes whole units of 10^-decimals.
  function units(value, decimals) {
    if (value === 0) return 0;
    const [mantissa, exponent] = Math.abs(value).toExponential().split("e");
    const digits = mantissa.replace(".", "");
    const kept = 1 + Number(exponent) + decimals;
    if (kept < 0) return 0;
    const whole = Number(digits.slice(0, kept).padEnd(kept, "0") || "0");
    const rounded = whole + (Number(digits[kept] ?? "0") >= 5 ? 1 : 0);
    return rounded === 0 ? 0 : Math.sign(value) * rounded;
  }

  function inPercent(fraction) {
    if (fraction === 0) return 0;
    const [mantissa, exponent] = fraction.toExponential().split("e");
    return Number(`${mantissa}e${Number(exponent) + 2}`);
  }

  function shown(whole, decimals, language) {
    const digits = String(Math.abs(whole)).padStart(decimals + 1, "0");
    const point = digits.length - decimals;
    const thousands = digits.slice(0, point).replace(/\B(?=(\d{3})+$)/g, language === "vi" ? "." : ",");
    const decimal = decimals ? (language === "vi" ? "," : ".") + digits.slice(point) : "";
    return `${whole < 0 ? "-" : ""}${thousands}${decimal}`;
  }

  const number = (value, decimals, language) => shown(units(value, decimals), decimals, language);
  const percent = (value, decimals, language) => number(inPercent(value), decimals, language);

  // The TFP part is its own rounding; what the three lack goes to the larger of the other two.
  function roundedShares(result) {
    const parts = ["capital", "labour", "tfp"].map((name) => units(inPercent(result[`${name}_contribution_share`]), 1));
    const larger = Math.abs(result.capital_contribution_share) >= Math.abs(result.labour_contribution_share) ? 0 : 1;
    parts[larger] += 1000 - sum(parts);
    return { capital: parts[0], labour: parts[1], tfp: parts[2], output: 1000 };
  }

  // --------------------------------------------------------------------------------------------------------------- the page

  const element = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(element(id).textContent);
  const page = read("page-data");
  const language = page.language;

  function freshness() {
    if (page.fresh_until === null) return;
    const now = new Date();
    const two = (part) => String(part).padStart(2, "0");
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    if (today <= page.fresh_until) return;
    element("aged").hidden = false;
    document.body.classList.add("stale");
    for (const mark of document.querySelectorAll(".old-mark")) mark.hidden = false;
    if (!document.title.startsWith(page.words.old_title)) document.title = `${page.words.old_title} ${document.title}`;
  }

  function sliders() {
    const { model, words } = page;
    const inputs = Object.keys(model.sliders).map((name) => element(`slider-${name}`));
    const moved = new Map();
    let announcement = 0;

    const position = (name) => {
      if (moved.has(name)) return moved.get(name);
      if (name === "initial_capital_output_ratio") return initialRatio(model.stock, Object.fromEntries(moved));
      return name === "depreciation_rate" ? model.stock.depreciation_rate : model.capital_share;
    };
    const said = (name, value) => {
      if (name === "capital_share") return number(value, 3, language);
      return name === "depreciation_rate" ? `${percent(value, 2, language)} %` : number(value, 2, language);
    };

    function bars(result) {
      const parts = { capital: result.capital_contribution, labour: result.labour_contribution };
      Object.assign(parts, { tfp: result.tfp_growth, output: result.output_growth });
      const low = Math.min(0, ...Object.values(parts));
      const span = Math.max(0, ...Object.values(parts)) - low || 1;
      for (const [name, part] of Object.entries(parts)) {
        const bar = element(`bar-${name}`);
        bar.style.left = `${(100 * (Math.min(part, 0) - low)) / span}%`;
        bar.style.width = `${(100 * Math.abs(part)) / span}%`;
        element(`part-${name}`).textContent = percent(part, 2, language);
      }
    }

    function show() {
      const values = Object.fromEntries(moved);
      for (const input of inputs) {
        const name = input.dataset.name;
        const value = position(name);
        if (!moved.has(name)) input.value = String(value);
        element(`value-${name}`).textContent = said(name, value);
        input.setAttribute("aria-valuetext", said(name, value));
        const note = element(`follows-${name}`);
        if (note) note.hidden = moved.has(name);
      }
      const result = recompute(model, values);
      const figure = element("moved-share");
      const share = result && result.tfp_contribution_share;
      figure.textContent = share === null ? words.undefined : `${percent(share, 1, language)} %`;
      figure.dataset.share = share === null ? "" : String(share);
      element("moved").hidden = result === null;
      element("impossible").hidden = result !== null;
      if (result === null) return words.impossible;
      const difference = element("moved-difference");
      if (moved.size === 0 || share === null || model.central.tfp_contribution_share === null) {
        difference.textContent = moved.size === 0 ? words.at_centre : "";
      } else {
        const points = units(inPercent(share), 1) - units(inPercent(model.central.tfp_contribution_share), 1);
        difference.textContent = words.difference.replace("{points}", (points > 0 ? "+" : "") + shown(points, 1, language));
      }
      bars(result);
      const shares = share === null ? null : roundedShares(result);
      for (const name of ["output", "capital", "labour", "tfp"]) {
        element(`share-${name}`).textContent = shares ? shown(shares[name], 1, language) : "–";
      }
      result.yearly.forEach((year, t) => {
        for (const name of ["output", "capital", "labour", "tfp"]) {
          element(`year-${t}-${name}`).textContent = percent(year[name], 2, language);
        }
      });
      return `${words.headline}: ${figure.textContent}. ${difference.textContent}`;
    }

    function changed() {
      const sentence = show();
      // a screen reader is told once the slider rests, not at every step
      clearTimeout(announcement);
      announcement = setTimeout(() => {
        element("announced").textContent = sentence;
      }, 400);
    }

    for (const input of inputs) {
      input.addEventListener("input", () => {
        moved.set(input.dataset.name, Number(input.value));
        changed();
      });
    }
    element("reset").addEventListener("click", () => {
      moved.clear();
      changed();
    });

    // the page checks itself before it offers anything: at the central values it must give the library's own figure
    const found = recompute(model, {});
    const agrees =
      found !== null &&
      Object.entries(model.central).every(([name, value]) =>
        value === null ? found[name] === null : Math.abs(found[name] - value) < 1e-9,
      );
    element(agrees ? "what-if" : "disagrees").hidden = false;
    if (agrees) show();
  }

  freshness();
  document.addEventListener("visibilitychange", freshness);
  window.addEventListener("beforeprint", freshness);
  if (page.model !== null) sliders();
  window.tfpSoctrang = Object.freeze({ model: page.model, recompute, number, percent, roundedShares });
})();
