using System.Text.Json.Nodes;
using Tessera.Engine.Expressions;

namespace Tessera.Engine.Tests.Expressions;

/// <summary>Random conditions on random items, beside an evaluator that reads the item as a tree of nodes.</summary>
public sealed class RandomConditionTests
{
    private const int Rounds = 10_000;

    [Fact]
    public void IsTrue_RandomConditionAndItem_AgreesWithNaiveEvaluator()
    {
        var random = TestSeed.Random();
        var documents = new RandomDocument(random);
        var trues = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var generator = new Generator(random, documents);
            var (text, isTrue) = generator.Condition(depth: 0);
            var item = documents.Item();
            var expected = isTrue(item);
            var condition = Condition.Parse(ExpressionKind.Filter, text, Plain.Attributes(generator.Text.Json));
            var context = $"{text}\n{generator.Text.Json}\n{item.ToJsonString()}\nshould be {expected}";
            Assert.True(expected == condition.IsTrue(Plain.Item(item.ToJsonString())), context);
            trues += expected ? 1 : 0;
        }

        Assert.InRange(trues, Rounds / 10, Rounds * 9 / 10);
    }

    private delegate bool Predicate(JsonObject item);

    private delegate bool Operand(JsonObject item, out JsonNode? value);

    private sealed class Generator(Random random, RandomDocument documents)
    {
        public PlaceholderText Text { get; } = new();

        public (string Text, Predicate IsTrue) Condition(int depth)
        {
            switch (random.Next(depth < 3 ? 9 : 6))
            {
                case 6:
                    return Connect("AND", depth, (left, right) => item => left(item) && right(item));
                case 7:
                    return Connect("OR", depth, (left, right) => item => left(item) || right(item));
                case 8:
                    var (text, isTrue) = Condition(depth + 1);
                    return ($"NOT ({text})", item => !isTrue(item));
                case 0:
                    return Exists();
                case 1:
                    return Between();
                case 2:
                    return In();
                case 3:
                    return random.Next(2) == 0 ? BeginsWith() : Contains();
                default:
                    return Comparison();
            }
        }

        private (string, Predicate) Connect(string op, int depth, Func<Predicate, Predicate, Predicate> connect)
        {
            var (left, isLeft) = Condition(depth + 1);
            var (right, isRight) = Condition(depth + 1);
            return ($"({left}) {op} ({right})", connect(isLeft, isRight));
        }

        private (string, Predicate) Comparison()
        {
            var (left, getLeft) = Path();
            var op = documents.Pick(["=", "<>", "<", "<=", ">", ">="]);
            var (right, getRight) = random.Next(4) == 0 ? Size() : Literal(op is "=" or "<>" ? documents.Value() : documents.Scalar());
            return ($"{left} {op} {right}", item =>
            {
                var exist = getLeft(item, out var one) & getRight(item, out var two);
                if (op is "=" or "<>")
                    return (exist && NaiveDocument.AreEqual(one, two)) == (op == "=");
                return exist && NaiveDocument.Compare(one, two) is { } order
                    && (op switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 });
            }
            );
        }

        private (string, Predicate) Exists()
        {
            var (text, get) = Path();
            var negated = random.Next(2) == 0;
            return ($"{(negated ? "attribute_not_exists" : "attribute_exists")}({text})", item => get(item, out _) != negated);
        }

        private (string, Predicate) Between()
        {
            var (text, get) = random.Next(3) == 0 ? Size() : Path();
            var lower = random.Next(-2, 2);
            var upper = lower + random.Next(3);
            return ($"{text} BETWEEN {Text.Value(lower)} AND {Text.Value(upper)}", item =>
                get(item, out var value) && NaiveDocument.TypeOf(value) == "N" && value!.GetValue<int>() >= lower && value.GetValue<int>() <= upper);
        }

        private (string, Predicate) In()
        {
            var (text, get) = Path();
            var candidates = Enumerable.Range(0, random.Next(1, 4)).Select(_ => documents.Value()).ToArray();
            return ($"{text} IN ({string.Join(", ", candidates.Select(Text.Value))})", item =>
                get(item, out var value) && candidates.Any(candidate => NaiveDocument.AreEqual(value, candidate)));
        }

        private (string, Predicate) BeginsWith()
        {
            var (text, get) = Path();
            var prefix = documents.Pick(["", "x", "y", "\\", "\u00E9", "y\n"]);
            return ($"begins_with({text}, {Text.Value(prefix)})", item =>
                get(item, out var value) && NaiveDocument.TypeOf(value) == "S" && value!.GetValue<string>().StartsWith(prefix, StringComparison.Ordinal));
        }

        private (string, Predicate) Contains()
        {
            var (text, get) = Path();
            var part = random.Next(2) == 0 ? documents.Scalar() : documents.Value();
            return ($"contains({text}, {Text.Value(part)})", item => get(item, out var value) && NaiveDocument.TypeOf(value) switch
            {
                "S" => NaiveDocument.TypeOf(part) == "S" && value!.GetValue<string>().Contains(part!.GetValue<string>(), StringComparison.Ordinal),
                "SS" => NaiveDocument.TypeOf(part) == "S" && NaiveDocument.Members(value).Contains(part!.GetValue<string>()),
                "L" => value!.AsArray().Any(element => NaiveDocument.AreEqual(element, part)),
                _ => false,
            });
        }

        private (string Text, Operand Get) Path()
        {
            var path = documents.Path();
            return (Text.Path(path), (JsonObject item, out JsonNode? value) => NaiveDocument.TryGet(item, path, out value));
        }

        private (string Text, Operand Get) Literal(JsonNode? value) => (Text.Value(value), (JsonObject _, out JsonNode? literal) =>
        {
            literal = value;
            return true;
        }
        );

        private (string Text, Operand Get) Size()
        {
            var (text, get) = Path();
            return ($"size({text})", (JsonObject item, out JsonNode? size) =>
            {
                size = !get(item, out var value) ? null : NaiveDocument.TypeOf(value) switch
                {
                    "S" => NaiveDocument.Utf8(value).Length,
                    "L" => value!.AsArray().Count,
                    "M" => value!.AsObject().Count,
                    "SS" => NaiveDocument.Members(value).Count,
                    _ => null,
                };
                return size is not null;
            }
            );
        }
    }
}
