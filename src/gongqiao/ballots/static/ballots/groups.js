// The two groups elections are held in, as far as who seals a ballot needs them: powers of the generator and of the
// election's key, products, and the one text of an element. Exponents are below the order.
import { edwards } from "../vendor/noble/curves/abstract/edwards.js";
import { bytesToHex, hexToBytes } from "../vendor/noble/hashes/utils.js";

// edwards25519 of RFC 8032, section 5.1.
const P = 2n ** 255n - 19n;
const Point = edwards({
  p: P,
  n: 2n ** 252n + 27742317777372353535851937790883648493n,
  h: 8n,
  a: P - 1n,
  d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
  Gx: 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an,
  Gy: 0x6666666666666666666666666666666666666666666666666666666666666658n,
});
const KEPT = 6; // bits of an exponent that one step of a table takes

class Edwards {
  order = Point.Fn.ORDER;

  constructor(text) {
    if (!/^[0-9a-f]{64}$/.test(text)) throw new RangeError("key");
    this.key = Point.fromBytes(hexToBytes(text).reverse());
    if (this.key.is0() || !this.key.isTorsionFree()) throw new RangeError("key");
    this.key.precompute(KEPT);
  }

  raised(exponent) {
    return exponent ? Point.BASE.multiply(exponent) : Point.ZERO;
  }

  keyed(exponent) {
    return exponent ? this.key.multiply(exponent) : Point.ZERO;
  }

  times(one, other) {
    return one.add(other);
  }

  // The compressed point read as a number, the highest byte first.
  text(element) {
    return bytesToHex(element.toBytes().reverse());
  }
}

// Belenios specification 5.1.
const MODULUS = BigInt(
  "2069478569142254640101364365750500806492298929575110409710088478705737421924271740192223725449768433" +
  "8129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049" +
  "0811670993105358677809800307904916540637771737641986785272734744763418356000356983051931442845617019" +
  "1100078673730733356412397173289791324047457883446826065232797464795113767265869358218004631792207366" +
  "8860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201" +
  "3204811188524087310770141516662001623131771693721892480785077118278423174980732765988288251691831031" +
  "25680162072880719"
);
const GENERATOR = BigInt(
  "2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678" +
  "7996946682987493890950838965734256019006010684771644917354741372831046104586813145117816467554005274" +
  "0288984613986453266121505579709716201616827031288643245666383486363578210615491841998253431518974065" +
  "8186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982" +
  "6651036068224066350766977640253462537730851331734951942489677540525736590494924776314759915751987751" +
  "7771148149092045660020547812705472823814097251863985833411570056835369555342378147558249189605029668" +
  "0037745308460627"
);
const ORDER = 78571733251071885079927659812671450121821421258408794611510081919805623223441n;
const STEP = 4n;

// A base of which every power is a product of few kept ones: for each four bits of an exponent, all that they can say.
function table(base) {
  const rows = [];
  for (let left = ORDER; left; left >>= STEP) {
    const row = [1n];
    while (row.length < 1 << Number(STEP)) row.push((row[row.length - 1] * base) % MODULUS);
    rows.push(row);
    base = (row[row.length - 1] * base) % MODULUS;
  }
  return rows;
}

function power(rows, exponent) {
  const digits = rows.map((_, step) => Number((exponent >> (STEP * BigInt(step))) & 15n));
  return digits.reduce((product, digit, step) => (product * rows[step][digit]) % MODULUS, 1n);
}

class Residues {
  order = ORDER;

  constructor(text) {
    const key = /^[1-9][0-9]{0,616}$/.test(text) ? BigInt(text) : 0n;
    if (key <= 1n || key >= MODULUS) throw new RangeError("key");
    this.ofGenerator = table(GENERATOR);
    this.ofKey = table(key);
    if (power(this.ofKey, ORDER) !== 1n) throw new RangeError("key");
  }

  raised(exponent) {
    return power(this.ofGenerator, exponent);
  }

  keyed(exponent) {
    return power(this.ofKey, exponent);
  }

  times(one, other) {
    return (one * other) % MODULUS;
  }

  text(element) {
    return element.toString();
  }
}

const GROUPS = { "Ed25519": Edwards, "BELENIOS-2048": Residues };

// The group of this name with the key that ballots are sealed with; a RangeError where either is none.
export function group(name, key) {
  if (!Object.hasOwn(GROUPS, name)) throw new RangeError("group");
  return new GROUPS[name](key);
}
