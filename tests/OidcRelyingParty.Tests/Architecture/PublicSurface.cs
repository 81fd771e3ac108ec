using System.Reflection;
using System.Runtime.CompilerServices;

namespace OidcRelyingParty.Tests.Architecture;

/// <summary>What a package promises, one line a type or member, so that a comparison of two files shows what a change adds and breaks.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Describe(Assembly assembly) => assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Prepend(Describe(type)));

    private static string Describe(Type type)
    {
        var bases = new[] { type.BaseType }.Where(parent => parent is not null && parent != typeof(object) && !type.IsValueType)
            .Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).OrderBy(parent => parent.FullName, StringComparer.Ordinal))
            .Select(parent => TypeText.Of(parent!));
        var inherits = type.IsEnum ? "" : string.Join(", ", bases);
        return $"{TypeText.KindOf(type)} {TypeText.FullNameOf(type)}{(inherits.Length > 0 ? " : " + inherits : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        var owner = TypeText.FullNameOf(type);
        return type.GetConstructors(Declared).Where(IsPromised).Select(constructor => $"{owner}.{type.Name}({Parameters(constructor)})")
            .Concat(type.GetFields(Declared).Where(field => field is { IsSpecialName: false } and ({ IsPublic: true } or { IsFamily: true }))
                .Select(field => $"{owner}.{field.Name}{Value(field)} : {TypeText.Of(field)}"))
            .Concat(type.GetProperties(Declared)
                .Where(property => property.GetAccessors(nonPublic: true).Any(IsPromised) && property.Name != "EqualityContract")
                .Select(property => $"{owner}.{property.Name} {{ {Accessors(property)} }} : {TypeText.Of(property)}"))
            .Concat(type.GetEvents(Declared).Where(item => IsPromised(item.AddMethod!))
                .Select(item => $"{owner}.event {item.Name} : {TypeText.Of(item.EventHandlerType!)}"))
            .Concat(type.GetMethods(Declared).Where(method => IsPromised(method) && !IsWrittenByTheCompiler(method))
                .Select(method => $"{owner}.{Modifier(method)}{method.Name}{TypeText.Arguments(method)}({Parameters(method)})"
                    + $" : {TypeText.Of(method.ReturnParameter)}"));
    }

    private static bool IsPromised(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Accessors stand with their property; equality and printing of a record follow from its being one.
    private static bool IsWrittenByTheCompiler(MethodInfo method) =>
        (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal)) || method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Value(FieldInfo field) => !field.IsLiteral ? ""
        : field.GetRawConstantValue() is string text ? $" = \"{text}\"" : FormattableString.Invariant($" = {field.GetRawConstantValue()}");

    private static string Modifier(MethodInfo method) =>
        method.IsStatic ? "static " : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract " : "";

    private static string Accessors(PropertyInfo property)
    {
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var get = property.GetMethod is { } getter && IsPromised(getter) ? "get; " : "";
        var set = property.SetMethod is not { } setter || !IsPromised(setter) ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";
        return (property.GetAccessors(nonPublic: true)[0].IsStatic ? "static " : "") + required + (get + set).TrimEnd();
    }

    private static string Parameters(MethodBase method)
    {
        var first = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return first + string.Join(", ", method.GetParameters().Select(parameter =>
            $"{(parameter.IsOut ? "out " : "")}{TypeText.Of(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}"));
    }

    private static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => "default",
        string text => $"\"{text}\"",
        var value => FormattableString.Invariant($"{value}"),
    };
}
